// Package packs holds the language packs: the seven system messages in the
// languages that ship with the program, one JSON file for each.
package packs

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
)

//go:embed *.json
var files embed.FS

// codes lists the packs in the order in which they are offered, by ISO 639-1.
var codes = []string{"en", "de", "es", "fr", "pt", "ja"}

// Pack is the seven system messages in one language.
type Pack struct {
	// Code is the language's code (ISO 639-1), such as "de".
	Code string `json:"-"`
	// Name is the language's name in that language, such as "Deutsch".
	Name string `json:"name"`
	// Leave tells the expert in that language how to leave; {word} stands for
	// the leave command.
	Leave string `json:"leave"`
	// Messages are the texts by their keys in the document.
	Messages map[string]string `json:"messages"`
}

var shipped = load()

// All returns the packs in the order in which they are offered. English, the
// first, holds the vendor's defaults.
func All() []Pack {
	all := make([]Pack, 0, len(codes))
	for _, code := range codes {
		all = append(all, shipped[code].copy())
	}
	return all
}

// ByCode returns the pack of a language, and whether there is one.
func ByCode(code string) (Pack, bool) {
	pack, known := shipped[code]
	return pack.copy(), known
}

func (p Pack) copy() Pack {
	texts := make(map[string]string, len(p.Messages))
	for key, text := range p.Messages {
		texts[key] = text
	}
	p.Messages = texts
	return p
}

// load reads the packs. The files are part of the program, so a fault in them
// is a fault of the build and stops at the first test.
func load() map[string]Pack {
	all := map[string]Pack{}
	for _, code := range codes {
		data, err := files.ReadFile(code + ".json")
		if err != nil {
			panic(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		pack := Pack{Code: code}
		if err := decoder.Decode(&pack); err != nil {
			panic(fmt.Sprintf("%s.json: %v", code, err))
		}
		all[code] = pack
	}
	return all
}
