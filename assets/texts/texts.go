// Package texts holds every sentence that a person reads, so that it can be
// corrected or translated without touching code. The sentences stand in
// en/*.json, one file for each part of the product.
package texts

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
)

//go:embed en/*.json
var files embed.FS

var english = load("en")

// Of returns the text with the given key. pairs are names and values in turn:
// every {name} in the text is replaced by its value, written as fmt.Sprint
// writes it. A key that does not exist comes back in brackets, so that the
// lack is seen and nothing breaks; a test holds that no such key is in use.
func Of(key string, pairs ...any) string {
	text, known := english[key]
	if !known {
		return "[" + key + "]"
	}
	if len(pairs) == 0 {
		return text
	}
	replacements := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		replacements = append(replacements, "{"+fmt.Sprint(pairs[i])+"}", fmt.Sprint(pairs[i+1]))
	}
	return strings.NewReplacer(replacements...).Replace(text)
}

// Has reports whether a text with this key exists.
func Has(key string) bool {
	_, known := english[key]
	return known
}

// load reads the texts of one language. The files are part of the program, so
// a fault in them is a fault of the build and stops at the first test.
func load(language string) map[string]string {
	entries, err := files.ReadDir(language)
	if err != nil {
		panic(err)
	}
	all := map[string]string{}
	for _, entry := range entries {
		data, err := files.ReadFile(language + "/" + entry.Name())
		if err != nil {
			panic(err)
		}
		part := map[string]string{}
		if err := json.Unmarshal(data, &part); err != nil {
			panic(fmt.Sprintf("%s/%s: %v", language, entry.Name(), err))
		}
		for key, text := range part {
			if _, twice := all[key]; twice {
				panic(fmt.Sprintf("%s/%s: the key %q stands in another file too", language, entry.Name(), key))
			}
			all[key] = text
		}
	}
	return all
}
