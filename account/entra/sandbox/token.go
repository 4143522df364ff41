package sandbox

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"math/big"
	"strings"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

const keyID = "practice"

// signingKey is made once for a process, when the first token is issued.
var signingKey = sync.OnceValues(func() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 2048)
})

// claims are those of an app-only token for Microsoft Graph.
type claims struct {
	jwt.RegisteredClaims
	App    string   `json:"appid"`
	Name   string   `json:"app_displayname"`
	Type   string   `json:"idtyp"`
	Object string   `json:"oid"`
	Tenant string   `json:"tid"`
	Roles  []string `json:"roles,omitempty"`
	// Plays tells the tenant's Graph which outcome the token was issued for.
	Plays string `json:"practice_plays"`
}

func signToken(base, resource string, playing play, now time.Time) (string, error) {
	key, err := signingKey()
	if err != nil {
		return "", err
	}
	token := jwt.NewWithClaims(jwt.SigningMethodRS256, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			ID:        uuid.NewString(),
			Issuer:    base + "/" + practiceTenant + "/",
			Audience:  jwt.ClaimStrings{resource},
			Subject:   practiceObject,
			IssuedAt:  jwt.NewNumericDate(now),
			NotBefore: jwt.NewNumericDate(now.Add(-time.Minute)),
			ExpiresAt: jwt.NewNumericDate(now.Add(time.Hour)),
		},
		App: practiceClient, Name: "Practice app", Type: "app",
		Object: practiceObject, Tenant: practiceTenant,
		Roles: playing.roles, Plays: playing.name,
	})
	token.Header["kid"] = keyID
	return token.SignedString(key)
}

// readToken returns the claims of a bearer token that this tenant signed.
func readToken(authorization string) (claims, error) {
	bearer, is := strings.CutPrefix(authorization, "Bearer ")
	if !is {
		return claims{}, errors.New("no bearer token")
	}
	var found claims
	_, err := jwt.ParseWithClaims(bearer, &found, func(*jwt.Token) (any, error) {
		key, err := signingKey()
		if err != nil {
			return nil, err
		}
		return key.Public(), nil
	}, jwt.WithValidMethods([]string{"RS256"}), jwt.WithExpirationRequired())
	return found, err
}

// keySet is the JWKS document with which a token's signature can be checked.
func keySet() map[string]any {
	key, err := signingKey()
	if err != nil {
		return map[string]any{"keys": []any{}}
	}
	encode := base64.RawURLEncoding.EncodeToString
	return map[string]any{"keys": []any{map[string]any{
		"kty": "RSA", "use": "sig", "alg": "RS256", "kid": keyID,
		"n": encode(key.N.Bytes()), "e": encode(big.NewInt(int64(key.E)).Bytes()),
	}}}
}
