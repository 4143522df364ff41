package entra

import (
	"bytes"
	"encoding/json"
	"errors"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// byteOrderMark begins a text in UTF-8 that some servers and proxies send. JSON
// has none.
const byteOrderMark = "\ufeff"

// answer is what a server said, as the transport saw it.
type answer struct {
	status int
	header http.Header
	body   []byte
	// whole says that the body ended where it should, within maxBody.
	whole bool
	// at is this machine's time when the answer had come.
	at time.Time
	// masker hides the secret in what is shown of the answer.
	masker *masker
}

// readAnswer reads a response to its end or to maxBody, and closes it. It returns
// an error where the connection broke, but not where the body is shorter than its
// Content-Length.
func readAnswer(response *http.Response, m *masker) (answer, error) {
	defer func() { _ = response.Body.Close() }()
	read := answer{status: response.StatusCode, header: response.Header, masker: m}
	var err error
	// What follows a switch of protocols is no body: it has no end, and no
	// context ends the reading of it.
	if response.StatusCode != http.StatusSwitchingProtocols {
		read.body, err = io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	}
	read.whole = err == nil && len(read.body) <= maxBody
	read.body = bytes.TrimPrefix(read.body, []byte(byteOrderMark))
	read.at = time.Now()
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return read, err
}

// clean returns a text of the answer so that it can be shown.
func (a answer) clean(text string, limit int) string { return a.masker.clean(text, limit) }

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
	if json.Unmarshal(a.body, &object) != nil || object == nil {
		return nil, false
	}
	return object, true
}

var (
	pageTitle  = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title`)
	pageHidden = regexp.MustCompile(`(?is)<(script|style|head)\b.*?</(script|style|head)>`)
	pageTag    = regexp.MustCompile(`(?s)<[^>]*>`)
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
	if a.clean(title, maxTitle) == "" {
		rest := pageTag.ReplaceAll(pageHidden.ReplaceAll(body, nil), []byte("\n"))
		title, _, _ = strings.Cut(strings.TrimSpace(string(rest)), "\n")
	}
	return a.clean(html.UnescapeString(title), maxTitle), true
}

// issuer returns the address of the issuer that metadata names; an empty one
// where it names none.
func (a answer) issuer() *url.URL {
	object, _ := a.object()
	issuer, err := url.Parse(jsonText(object["issuer"]))
	if err != nil {
		return &url.URL{}
	}
	return issuer
}
