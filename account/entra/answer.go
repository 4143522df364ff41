package entra

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"teamsaccount/assets/advice"
)

// maxBody bounds what is read of an answer, in bytes. Real ones are below 10 KiB.
const maxBody = 1 << 20

// answer is what a server said, as the transport saw it.
type answer struct {
	status int
	header http.Header
	body   []byte
	// whole says that the body ended where it should, within maxBody.
	whole bool
	// at is this machine's time when the answer had come.
	at time.Time
}

// readAnswer reads a response to its end or to maxBody, and closes it. An
// error is a connection that ended early for another reason than a length
// that was announced wrongly.
func readAnswer(response *http.Response) (answer, error) {
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	read := answer{
		status: response.StatusCode,
		header: response.Header,
		body:   body,
		whole:  err == nil && len(body) <= maxBody,
		at:     time.Now(),
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return read, err
}

// response returns the answer as the client of the transport gets it.
func (a answer) response(request *http.Request) *http.Response {
	return &http.Response{
		Status:        strconv.Itoa(a.status) + " " + http.StatusText(a.status),
		StatusCode:    a.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        a.header,
		Body:          io.NopCloser(bytes.NewReader(a.body)),
		ContentLength: int64(len(a.body)),
		Request:       request,
	}
}

// date returns the server's clock, if it told it.
func (a answer) date() (time.Time, bool) {
	at, err := http.ParseTime(a.header.Get("Date"))
	return at, err == nil
}

// clockOffset is the server's clock less this machine's, in whole seconds,
// since the server tells no smaller ones.
func (a answer) clockOffset() (offset time.Duration, known bool) {
	told, known := a.date()
	if !known {
		return 0, false
	}
	return told.Sub(a.at.Truncate(time.Second)).Round(time.Second), true
}

// retryAfter returns how long the server asks to wait, at most a day; zero if
// it does not say.
func (a answer) retryAfter() time.Duration {
	value := strings.TrimSpace(a.header.Get("Retry-After"))
	var wait time.Duration
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if until, err := http.ParseTime(value); err == nil {
		from := a.at
		if now, told := a.date(); told {
			from = now
		}
		wait = until.Sub(from)
	}
	return max(0, min(wait, 24*time.Hour))
}

// object decodes the body as one JSON object with nothing after it.
func (a answer) object() (map[string]json.RawMessage, bool) {
	if !a.whole {
		return nil, false
	}
	var object map[string]json.RawMessage
	body := bytes.TrimPrefix(a.body, []byte("\xef\xbb\xbf"))
	if json.Unmarshal(body, &object) != nil || object == nil {
		return nil, false
	}
	return object, true
}

var (
	pageTitle = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title`)
	pageBlind = regexp.MustCompile(`(?is)<(script|style|head)\b.*?</(script|style|head)>`)
	pageTag   = regexp.MustCompile(`(?s)<[^>]*>`)
)

// page reports whether the answer is a web page, and returns its title, or
// else its first line of text. The rest is never shown.
func (a answer) page() (title string, is bool) {
	body := a.body[:min(len(a.body), 64<<10)]
	typed := strings.Contains(strings.ToLower(a.header.Get("Content-Type")), "html")
	if !typed && !bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		return "", false
	}
	if found := pageTitle.FindSubmatch(body); found != nil {
		title = string(found[1])
	}
	if clean(title, maxTitle) == "" {
		rest := pageTag.ReplaceAll(pageBlind.ReplaceAll(body, nil), []byte("\n"))
		title, _, _ = strings.Cut(strings.TrimSpace(string(rest)), "\n")
	}
	return clean(title, maxTitle), true
}

// refusal is an OAuth error as Entra ID writes it, decoded leniently: other
// servers, and things between, leave out or misshape what is not "error".
// Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
type refusal struct {
	// oauth is the OAuth error, such as invalid_client. Decisions rest on it.
	oauth string
	// number is the AADSTS code, 0 if there is none. It chooses words only.
	number int
	// message is Microsoft's text without prefix and IDs.
	message     string
	correlation string
	trace       string
	// timestamp is in RFC 3339, or empty.
	timestamp string
}

// readRefusal returns the OAuth error in a JSON object, if it holds one.
func readRefusal(object map[string]json.RawMessage, header http.Header) (refusal, bool) {
	oauth := text(object["error"])
	description := text(object["error_description"])
	if oauth == "" {
		var nested struct{ Code, Message string }
		if json.Unmarshal(object["error"], &nested) != nil || nested.Code == "" {
			return refusal{}, false
		}
		oauth, description = nested.Code, nested.Message
	}
	found := refusal{
		oauth:       clean(oauth, maxID),
		number:      aadstsCode(object["error_codes"], description),
		message:     plainMessage(description),
		correlation: firstID(text(object["correlation_id"]), idIn(description, "Correlation ID")),
		trace:       firstID(text(object["trace_id"]), idIn(description, "Trace ID"), header.Get("x-ms-request-id")),
		timestamp:   firstTime(text(object["timestamp"]), header.Get("Date")),
	}
	if found.message == "" {
		found.message = found.oauth
	}
	return found, found.oauth != ""
}

// code is the code to show: AADSTS and its number, else the OAuth error.
func (f refusal) code() string {
	if f.number == 0 {
		return f.oauth
	}
	return "AADSTS" + strconv.Itoa(f.number)
}

var aadstsInText = regexp.MustCompile(`AADSTS(\d{4,9})\b`)

// aadstsCode returns the first code that the advice knows, else the first one.
func aadstsCode(codes json.RawMessage, description string) int {
	var list []json.RawMessage
	if json.Unmarshal(codes, &list) != nil {
		list = []json.RawMessage{codes}
	}
	candidates := []string{}
	for _, raw := range list[:min(len(list), 10)] {
		candidates = append(candidates, strings.Trim(string(raw), `"`))
	}
	if found := aadstsInText.FindStringSubmatch(description[:min(len(description), 64<<10)]); found != nil {
		candidates = append(candidates, found[1])
	}
	chosen := 0
	for _, candidate := range candidates {
		number, err := strconv.ParseUint(candidate, 10, 30)
		if err != nil || number == 0 {
			continue
		}
		if _, known := advice.Find(int(number)); known {
			return int(number)
		}
		if chosen == 0 {
			chosen = int(number)
		}
	}
	return chosen
}

var (
	messagePrefix = regexp.MustCompile(`^\s*AADSTS\d+:\s*`)
	messageTail   = regexp.MustCompile(`(?i)\s*\b(trace id|correlation id|timestamp):\s*[0-9a-f]`)
)

// plainMessage returns a description without the code in front of it and
// without the IDs and the time behind it, which have fields of their own.
func plainMessage(description string) string {
	description = description[:min(len(description), 64<<10)]
	description = messagePrefix.ReplaceAllString(description, "")
	if tail := messageTail.FindStringIndex(description); tail != nil {
		description = description[:tail[0]]
	}
	return clean(description, maxMessage)
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
