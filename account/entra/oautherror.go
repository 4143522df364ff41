package entra

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"teamsaccount/assets/advice"
	"teamsaccount/assets/texts"
)

// oauthError is an OAuth error as Entra ID writes it, decoded leniently: other
// servers, and things between, leave out or misshape what is not "error".
// Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
type oauthError struct {
	// name is the OAuth error, such as invalid_client. Decisions rest on it.
	name string
	// numbers are the AADSTS codes of the answer, the one that chooses the
	// words first. They choose words only.
	numbers []int
	// message is Microsoft's text without prefix and IDs.
	message     string
	correlation string
	trace       string
	// timestamp is in RFC 3339, or empty.
	timestamp string
}

// oauthError returns the OAuth error that the answer is, if it is one: its
// "error" is a text. An error that is an object is a gateway's, or another
// service's.
func (a answer) oauthError() (oauthError, bool) {
	object, _ := a.object()
	description := jsonText(object["error_description"])
	found := oauthError{
		name:        a.clean(jsonText(object["error"]), maxID),
		numbers:     aadstsCodes(object["error_codes"], description),
		message:     a.clean(plainDescription(description), maxMessage),
		correlation: firstID(jsonText(object["correlation_id"]), idIn(description, "Correlation ID")),
		trace:       firstID(jsonText(object["trace_id"]), idIn(description, "Trace ID"), a.header.Get("x-ms-request-id")),
		timestamp:   firstTime(jsonText(object["timestamp"]), a.header.Get("Date")),
	}
	if found.name == "" {
		return oauthError{}, false
	}
	if found.message == "" {
		found.message = found.name
	}
	return found, true
}

// number is the code that chooses the words; 0 if there is none.
func (e oauthError) number() int {
	if len(e.numbers) == 0 {
		return 0
	}
	return e.numbers[0]
}

// code is the code to show: AADSTS and its number, else the OAuth error.
func (e oauthError) code() string {
	if len(e.numbers) == 0 {
		return e.name
	}
	return codeText(e.numbers[0])
}

func codeText(number int) string { return "AADSTS" + strconv.Itoa(number) }

// text is the message with the codes that code does not show.
func (e oauthError) text() string {
	if len(e.numbers) < 2 {
		return e.message
	}
	var others []string
	for _, number := range e.numbers[1:] {
		others = append(others, codeText(number))
	}
	return texts.Of("entra.message.codes", "message", e.message, "codes", strings.Join(others, ", "))
}

// maxCodes bounds the codes that are read of one answer.
const maxCodes = 10

var aadstsInText = regexp.MustCompile(`AADSTS(\d{4,9})\b`)

// aadstsCodes returns the codes of an answer, each once: the first that the
// advice knows, then the others as they stand there.
func aadstsCodes(codes json.RawMessage, description string) []int {
	var list []json.RawMessage
	if json.Unmarshal(codes, &list) != nil {
		list = []json.RawMessage{codes}
	}
	candidates := []string{}
	for _, raw := range list[:min(len(list), maxCodes)] {
		candidates = append(candidates, strings.Trim(string(raw), `"`))
	}
	for _, found := range aadstsInText.FindAllStringSubmatch(description, maxCodes) {
		candidates = append(candidates, found[1])
	}
	var numbers []int
	for _, candidate := range candidates {
		number, err := strconv.ParseUint(candidate, 10, 30)
		if err == nil && number != 0 && !slices.Contains(numbers, int(number)) {
			numbers = append(numbers, int(number))
		}
	}
	first := slices.IndexFunc(numbers, func(number int) bool {
		_, known := advice.Find(number)
		return known
	})
	if first > 0 {
		chosen := numbers[first]
		numbers = slices.Insert(slices.Delete(numbers, first, first+1), 0, chosen)
	}
	return numbers
}

var (
	messagePrefix = regexp.MustCompile(`^\s*AADSTS\d+:\s*`)
	messageTail   = regexp.MustCompile(`(?i)\s*\b(trace id|correlation id|timestamp):\s*[0-9a-f]`)
)

// plainDescription returns a description without the code in front of it and
// without the IDs and the time behind it, which have fields of their own.
func plainDescription(description string) string {
	description = messagePrefix.ReplaceAllString(description, "")
	if tail := messageTail.FindStringIndex(description); tail != nil {
		description = description[:tail[0]]
	}
	return description
}

// idIn returns the GUID that stands behind a name in a description.
func idIn(description, name string) string {
	_, rest, found := strings.Cut(description, name+":")
	rest = strings.TrimSpace(rest)
	if !found || len(rest) < 36 {
		return ""
	}
	return rest[:36]
}

// firstID returns the first of the candidates that is a GUID.
func firstID(candidates ...string) string {
	for _, candidate := range candidates {
		if len(candidate) == 36 && uuid.Validate(candidate) == nil {
			return candidate
		}
	}
	return ""
}

// firstTime returns the first of the candidates that is a time, in RFC 3339.
func firstTime(candidates ...string) string {
	for _, candidate := range candidates {
		for _, layout := range []string{"2006-01-02 15:04:05Z07:00", time.RFC3339, http.TimeFormat} {
			if at, err := time.Parse(layout, candidate); err == nil {
				return at.UTC().Format(time.RFC3339)
			}
		}
	}
	return ""
}
