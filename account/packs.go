package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"teamsaccount/assets/texts"
)

// MaxPackBytes is the greatest size of a pack file: seven texts of the
// greatest length, every character escaped, and room to spare.
const MaxPackBytes = 256 << 10

// MessagesFrom returns the messages that the map holds by their keys. It must
// hold all seven and nothing else; the error is a Problem with ProblemInvalid.
// The texts themselves are for Validate to judge.
func MessagesFrom(byKey map[string]string) (Messages, error) {
	var messages Messages
	for key, text := range byKey {
		if !MessageKey(key).Known() {
			return Messages{}, unknownMessage(key)
		}
		messages = messages.With(MessageKey(key), text)
	}
	var missing []string
	for _, key := range MessageKeys() {
		if _, there := byKey[string(key)]; !there {
			missing = append(missing, string(key))
		}
	}
	if len(missing) > 0 {
		return Messages{}, badPack("pack.missing", "keys", strings.Join(missing, ", "))
	}
	return messages, nil
}

func unknownMessage(key string) error {
	for _, known := range MessageKeys() {
		if strings.EqualFold(key, string(known)) {
			return badPack("pack.spelling", "key", key, "known", known)
		}
	}
	return badPack("pack.unknown", "key", Shortened(key, 40))
}

// SavePack returns the content of a pack file: one JSON object with the seven
// texts by their keys in the document.
func SavePack(messages Messages) []byte {
	var pack bytes.Buffer
	encoder := json.NewEncoder(&pack)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	// Writing strings to memory cannot fail.
	_ = encoder.Encode(messages)
	return pack.Bytes()
}

// LoadPack reads a pack file as SavePack writes it: all seven texts, each
// once, and nothing else. The error is a Problem with ProblemInvalid. The
// texts themselves are for Validate to judge.
func LoadPack(data []byte) (Messages, error) {
	if len(data) > MaxPackBytes {
		return Messages{}, badPack("pack.large")
	}
	if !utf8.Valid(data) {
		return Messages{}, badPack("pack.encoding")
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	reader := packReader{json.NewDecoder(bytes.NewReader(data)), data}
	byKey, err := reader.read()
	if err != nil {
		return Messages{}, err
	}
	return MessagesFrom(byKey)
}

// packReader reads the tokens of a pack one by one, since encoding/json alone
// lets repeated keys and null pass.
type packReader struct {
	decoder *json.Decoder
	data    []byte
}

func (r packReader) read() (map[string]string, error) {
	if start, err := r.decoder.Token(); err != nil {
		return nil, r.syntax()
	} else if start != json.Delim('{') {
		return nil, badPack("pack.object")
	}
	byKey := map[string]string{}
	for r.decoder.More() {
		if err := r.readText(byKey); err != nil {
			return nil, err
		}
	}
	if _, err := r.decoder.Token(); err != nil {
		return nil, r.syntax()
	}
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, badPack("pack.after", "line", r.line())
	}
	return byKey, nil
}

func (r packReader) readText(byKey map[string]string) error {
	token, err := r.decoder.Token()
	if err != nil {
		return r.syntax()
	}
	key := token.(string) // the decoder lets nothing else be a key
	if _, twice := byKey[key]; twice {
		return badPack("pack.repeated", "key", Shortened(key, 40))
	}
	value, err := r.decoder.Token()
	if err != nil {
		return r.syntax()
	}
	text, is := value.(string)
	if !is {
		return badPack("pack.text", "key", Shortened(key, 40), "line", r.line())
	}
	byKey[key] = text
	return nil
}

func (r packReader) syntax() error { return badPack("pack.syntax", "line", r.line()) }

// line is the line in which the decoder stands, counted from 1.
func (r packReader) line() int {
	at := min(int(r.decoder.InputOffset()), len(r.data))
	return 1 + bytes.Count(r.data[:at], []byte("\n"))
}

func badPack(key string, pairs ...any) error {
	return &Problem{Kind: ProblemInvalid, What: texts.Of(key, pairs...), Remedy: texts.Of("pack.remedy")}
}
