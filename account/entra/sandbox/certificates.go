package sandbox

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"slices"
	"time"
)

// playedHosts are the names, besides loopback, for which the tenant can stand
// in where a proxy or a resolver leads a client here.
var playedHosts = []string{
	"login.microsoftonline.com", "graph.microsoft.com",
	"login.microsoftonline.us", "graph.microsoft.us",
	"login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn",
}

// certificates are what the tenant shows to its clients.
type certificates struct {
	trusted   authority
	good      tls.Certificate
	expired   tls.Certificate
	future    tls.Certificate
	untrusted tls.Certificate
	otherName tls.Certificate
}

// authority is a certificate authority that lives in memory only.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func newCertificates() (*certificates, error) {
	now := time.Now()
	trusted, err := newAuthority("Practice tenant CA", now)
	if err != nil {
		return nil, err
	}
	inspecting, err := newAuthority("Practice TLS inspection", now)
	if err != nil {
		return nil, err
	}
	made := &certificates{trusted: trusted}
	month, day := now.Add(30*24*time.Hour), 24*time.Hour
	for _, wanted := range []struct {
		place    *tls.Certificate
		by       authority
		from, to time.Time
		names    []string
	}{
		{&made.good, trusted, now.Add(-time.Hour), month, ownNames()},
		{&made.expired, trusted, now.Add(-30 * day), now.Add(-day), ownNames()},
		{&made.future, trusted, now.Add(day), month, ownNames()},
		{&made.untrusted, inspecting, now.Add(-time.Hour), month, ownNames()},
		{&made.otherName, trusted, now.Add(-time.Hour), month, []string{"portal.elsewhere.invalid"}},
	} {
		if *wanted.place, err = wanted.by.issue(wanted.from, wanted.to, wanted.names); err != nil {
			return nil, err
		}
	}
	return made, nil
}

func newAuthority(name string, now time.Time) (authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return authority{}, err
	}
	template := &x509.Certificate{
		SerialNumber:          serial(),
		Subject:               pkix.Name{CommonName: name, Organization: []string{"Practice"}},
		NotBefore:             now.Add(-60 * 24 * time.Hour),
		NotAfter:              now.Add(60 * 24 * time.Hour),
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return authority{}, err
	}
	certificate, err := x509.ParseCertificate(der)
	return authority{certificate, key}, err
}

// ownNames are the names and addresses under which the tenant answers.
func ownNames() []string {
	return append([]string{"localhost", "127.0.0.1", "::1"}, playedHosts...)
}

func (a authority) issue(from, to time.Time, names []string) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: serial(),
		Subject:      pkix.Name{CommonName: "Practice tenant"},
		NotBefore:    from,
		NotAfter:     to,
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, name := range names {
		if ip := net.ParseIP(name); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, name)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, key.Public(), a.key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}

func serial() *big.Int { return new(big.Int).SetBytes([]byte(rand.Text()[:16])) }

func (c *certificates) pem() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.trusted.certificate.Raw})
}

// certificate chooses what to show to a client by the outcome being played.
func (t *Tenant) certificate(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	switch t.playing().shows {
	case showsExpired:
		return &t.certificates.expired, nil
	case showsFuture:
		return &t.certificates.future, nil
	case showsUntrusted:
		return &t.certificates.untrusted, nil
	case showsOtherName:
		return &t.certificates.otherName, nil
	}
	return &t.certificates.good, nil
}

// plays reports whether the tenant may answer under the name host, without port.
func plays(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback() || slices.Contains(playedHosts, host)
}
