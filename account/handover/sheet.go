package handover

import (
	"bytes"
	_ "embed"
	"html/template"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Sheet is a page from which somebody types an account into the contact
// center's own screen. It holds no secret.
type Sheet struct {
	Title string
	// Intro says where the values go.
	Intro string
	// Properties and Messages are in the order of the contact center's screen,
	// under their headings.
	PropertiesTitle string
	Properties      []SheetLine
	MessagesTitle   string
	Messages        []SheetLine
	// Notes are what is worth knowing beside: the secret's end, the cloud, what
	// was tested when and with what outcome.
	Notes []SheetLine
	Made  string
}

// SheetLine is one value with its label.
type SheetLine struct {
	// Field is the field of the account; empty in Notes.
	Field account.Field
	Label string
	// Value is to be typed; empty where Hint stands instead.
	Value string
	// Hint says where the value is to be found.
	Hint string
}

// NewSheet returns the sheet of an applied account. record is what is
// remembered of its last test, changed that the account was changed since; now
// is when the sheet is made.
func NewSheet(a account.Account, record account.Record, changed bool, now time.Time) Sheet {
	s := Sheet{
		Title:           texts.Of("sheet.title", "name", a.Name),
		Intro:           texts.Of("sheet.intro"),
		PropertiesTitle: texts.Of("sheet.properties"),
		MessagesTitle:   texts.Of("label.messages"),
		Made:            texts.Of("sheet.made", "time", now.Format("2006-01-02 15:04")),
	}
	for _, field := range []account.Field{
		account.FieldName, account.FieldObjectID, account.FieldTenantID, account.FieldClientID, account.FieldClientSecret,
	} {
		if line := propertyLine(a, field); line.Value != "" || field != account.FieldObjectID {
			s.Properties = append(s.Properties, line)
		}
	}
	for _, key := range account.MessageKeys() {
		s.Messages = append(s.Messages, SheetLine{Field: key.Field(), Label: key.Field().Label(), Value: a.Messages.Text(key)})
	}
	s.note(account.FieldSecretExpires.Label(), account.LongDate(a.SecretExpires))
	if a.Cloud != account.CloudGlobal {
		s.note(account.FieldCloud.Label(), a.Cloud.Label())
	}
	s.note(texts.Of("sheet.tested"), testedText(record, changed))
	return s
}

func propertyLine(a account.Account, field account.Field) SheetLine {
	line := SheetLine{Field: field, Label: field.Label(), Value: a.Value(field)}
	switch {
	case field == account.FieldClientSecret:
		line.Hint = texts.Of("sheet.secret")
	case line.Value == "":
		line.Hint = texts.Of("sheet.missing")
	}
	return line
}

func testedText(record account.Record, changed bool) string {
	if record.LastTest.IsZero() {
		return texts.Of("sheet.untested")
	}
	outcome, _ := record.Outcome()
	when := record.LastTest.Local().Format("2006-01-02 15:04")
	if changed {
		return texts.Of("sheet.testedBefore", "outcome", outcome, "time", when)
	}
	return texts.Of("sheet.testedThis", "outcome", outcome, "time", when)
}

func (s *Sheet) note(label, value string) {
	if value != "" {
		s.Notes = append(s.Notes, SheetLine{Label: label, Value: value})
	}
}

//go:embed sheet.html
var page string

var pageTemplate = template.Must(template.New("sheet").Parse(page))

// HTML returns the sheet as a page that prints on one sheet of A4 or Letter
// with texts of usual length.
func (s Sheet) HTML() []byte {
	var html bytes.Buffer
	if err := pageTemplate.Execute(&html, s); err != nil {
		panic(err) // The template and its values are the program's own.
	}
	return html.Bytes()
}

// Text returns the sheet as plain text, with Windows line ends, which every
// editor reads.
func (s Sheet) Text() []byte {
	var text strings.Builder
	text.WriteString(s.Title + "\n\n" + s.Intro + "\n")
	for _, part := range []struct {
		title string
		lines []SheetLine
	}{{s.PropertiesTitle, s.Properties}, {s.MessagesTitle, s.Messages}, {"", s.Notes}} {
		text.WriteString("\n")
		if part.title != "" {
			text.WriteString(part.title + "\n\n")
		}
		for _, line := range part.lines {
			box := "[ ] "
			if line.Field == "" {
				box = ""
			}
			text.WriteString(box + line.Label + ": " + oneOf(line.Value, line.Hint) + "\n")
		}
	}
	text.WriteString("\n" + s.Made + "\n")
	return []byte(strings.ReplaceAll(text.String(), "\n", "\r\n"))
}

// oneOf returns the value, or the hint in brackets where there is none.
func oneOf(value, hint string) string {
	if value == "" {
		return "(" + hint + ")"
	}
	return value
}
