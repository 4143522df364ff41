package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"teamsaccount/account/internal/strictjson"
	"teamsaccount/assets/texts"
)

// MaxPackBytes is the greatest size of a pack file: seven texts of the
// greatest length, every character escaped, and room to spare.
const MaxPackBytes = 256 << 10

// MessagesFrom returns the messages that the map holds by their keys. It must
// hold all seven and nothing else; the error is a Problem with ProblemInvalid.
// The texts themselves are for Validate.
func MessagesFrom(byKey map[string]string) (Messages, error) {
	var messages Messages
	for key, text := range byKey {
		if !MessageKey(key).Known() {
			return Messages{}, badPack("pack.unknown", "key", Shortened(key, 40))
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

// EncodePack returns the content of a pack file: one JSON object with the seven
// texts by their keys in the document.
func EncodePack(messages Messages) []byte {
	var pack bytes.Buffer
	encoder := json.NewEncoder(&pack)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	// Writing strings to memory cannot fail.
	_ = encoder.Encode(messages)
	return pack.Bytes()
}

// DecodePack reads a pack file as SavePack writes it: all seven texts, each
// once, and nothing else. The error is a Problem with ProblemInvalid. The
// texts themselves are for Validate.
func DecodePack(data []byte) (Messages, error) {
	var messages Messages
	keys := []string{}
	for _, key := range MessageKeys() {
		keys = append(keys, string(key))
	}
	scanner, err := strictjson.New(data, MaxPackBytes)
	if err == nil {
		err = scanner.Object(strictjson.Shape{Keys: keys, Required: len(keys)}, func(key string) error {
			text, err := scanner.Text(key)
			messages = messages.With(MessageKey(key), text)
			return err
		})
	}
	if err == nil {
		err = scanner.End()
	}
	var fault *strictjson.Fault
	if errors.As(err, &fault) {
		return Messages{}, badPack("pack.fault", "fault", fault.Reason)
	}
	return messages, err
}

func badPack(key string, pairs ...any) error {
	return &Problem{Kind: ProblemInvalid, What: texts.Of(key, pairs...), Remedy: texts.Of("pack.remedy")}
}
