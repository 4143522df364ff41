package conversation

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"teamsaccount/account"
)

const defaultInvitation = "You are invited to customer chat session, would you like to accept (YES/NO)?"

// rehearse plays the events, one a line, and returns what is read, one a line,
// with "! " before the reason where an event cannot happen.
func rehearse(t *testing.T, messages account.Messages, events string) string {
	t.Helper()
	chat := New(messages)
	var read []string
	for line := range strings.Lines(events) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		event, err := ParseEvent(line)
		if err != nil {
			t.Fatalf("event %q: %v", line, err)
		}
		lines, err := chat.Play(event)
		if err != nil {
			read = append(read, "! "+err.Error())
		}
		for _, line := range lines {
			read = append(read, line.String())
		}
	}
	return strings.Join(read, "\n")
}

func unindent(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, "\n")
}

func TestConversation_PlaysTheSevenMessages(t *testing.T) {
	tests := []struct {
		name, events, read string
	}{
		{
			"only the invited expert reads the invitation",
			"invite Ana",
			"Ana | " + defaultInvitation,
		},
		{
			"who joins does not read it, everybody in the chat does",
			"invite Ana \n invite Bo \n Ana: YES \n Bo: yes",
			"Ana | " + defaultInvitation + "\n" +
				"Bo | " + defaultInvitation + `
				customer | Ana joined the session
				agent | Ana joined the session
				customer | Bo joined the session
				agent | Bo joined the session
				Ana | Bo joined the session`,
		},
		{
			"a refusal is read by the agent as it was typed",
			"invite Ana \n Ana: no \n agent: a pity",
			"Ana | " + defaultInvitation + `
				agent | Ana: no
				customer | agent: a pity`,
		},
		{
			"any other answer repeats the invitation and reaches nobody else",
			"invite Ana \n Ana: who is it? \n Ana: BYE \n Ana: YES!",
			strings.Repeat("Ana | "+defaultInvitation+"\n", 4),
		},
		{
			"a member who types the leave command alone leaves",
			"invite Ana \n invite Bo \n Bo: YES \n Ana: YES \n Ana: bye, all \n Ana: Bye",
			"Ana | " + defaultInvitation + "\n" +
				"Bo | " + defaultInvitation + `
				customer | Bo joined the session
				agent | Bo joined the session
				customer | Ana joined the session
				agent | Ana joined the session
				Bo | Ana joined the session
				customer | Ana: bye, all
				agent | Ana: bye, all
				Bo | Ana: bye, all
				customer | Ana left the session
				agent | Ana left the session
				Bo | Ana left the session`,
		},
		{
			"a removed expert reads that the session ended, the others that the expert left",
			"invite Ana \n Ana: YES \n invite Bo \n Bo: YES \n remove Ana \n customer: hello?",
			"Ana | " + defaultInvitation + `
				customer | Ana joined the session
				agent | Ana joined the session` + "\n" +
				"Bo | " + defaultInvitation + `
				customer | Bo joined the session
				agent | Bo joined the session
				Ana | Bo joined the session
				customer | Ana left the session
				agent | Ana left the session
				Bo | Ana left the session
				Ana | Customer chat session ended
				agent | customer: hello?
				Bo | customer: hello?`,
		},
		{
			"speech is read by all others in the order in which they joined",
			"invite Ana \n invite Bo \n Bo: YES \n Ana: YES \n customer: hi \n agent: hi \n Bo: hi",
			"Ana | " + defaultInvitation + "\n" +
				"Bo | " + defaultInvitation + `
				customer | Bo joined the session
				agent | Bo joined the session
				customer | Ana joined the session
				agent | Ana joined the session
				Bo | Ana joined the session
				agent | customer: hi
				Bo | customer: hi
				Ana | customer: hi
				customer | agent: hi
				Bo | agent: hi
				Ana | agent: hi
				customer | Bo: hi
				agent | Bo: hi
				Ana | Bo: hi`,
		},
		{
			"customer and agent talk before anybody is invited, and typed words are speech to them",
			"customer: BYE \n agent: YES",
			"agent | customer: BYE \n customer | agent: YES",
		},
		{
			"a member's second response answers nothing and is speech",
			"invite Ana \n Ana: YES \n Ana: YES \n Ana: NO",
			"Ana | " + defaultInvitation + `
				customer | Ana joined the session
				agent | Ana joined the session
				customer | Ana: YES
				agent | Ana: YES
				customer | Ana: NO
				agent | Ana: NO`,
		},
		{
			"at the end members and the invited read it, who left or refused does not",
			"invite Ana \n Ana: YES \n invite Bo \n Bo: NO \n invite Cy \n Cy: YES \n Cy: BYE \n invite Di \n end",
			"Ana | " + defaultInvitation + `
				customer | Ana joined the session
				agent | Ana joined the session` + "\n" +
				"Bo | " + defaultInvitation + "\n" +
				"agent | Bo: NO\n" +
				"Cy | " + defaultInvitation + `
				customer | Cy joined the session
				agent | Cy joined the session
				Ana | Cy joined the session
				customer | Cy left the session
				agent | Cy left the session
				Ana | Cy left the session` + "\n" +
				"Di | " + defaultInvitation + `
				Ana | Customer chat session ended
				Di | Customer chat session ended`,
		},
		{
			"who refused, left or was removed may be invited again",
			"invite Ana \n Ana: NO \n invite Ana \n Ana: YES \n Ana: BYE \n invite Ana \n Ana: YES \n remove Ana \n invite Ana",
			"Ana | " + defaultInvitation + `
				agent | Ana: NO` + "\n" +
				"Ana | " + defaultInvitation + `
				customer | Ana joined the session
				agent | Ana joined the session
				customer | Ana left the session
				agent | Ana left the session` + "\n" +
				"Ana | " + defaultInvitation + `
				customer | Ana joined the session
				agent | Ana joined the session
				customer | Ana left the session
				agent | Ana left the session
				Ana | Customer chat session ended` + "\n" +
				"Ana | " + defaultInvitation,
		},
		{
			"nobody is invited twice at a time",
			"invite Ana \n invite Ana \n Ana: YES \n invite Ana",
			"Ana | " + defaultInvitation + `
				! Ana is invited already and has not answered yet.
				customer | Ana joined the session
				agent | Ana joined the session
				! Ana is in the chat already.`,
		},
		{
			"who is not in the chat is not heard",
			"Ana: YES \n invite Ana \n Ana: NO \n Ana: YES",
			"! Ana is not in the chat, so nobody reads what Ana says. Invite Ana first.\n" +
				"Ana | " + defaultInvitation + `
				agent | Ana: NO
				! Ana is not in the chat, so nobody reads what Ana says. Invite Ana first.`,
		},
		{
			"only a member can be removed",
			"remove Ana \n invite Ana \n remove Ana",
			"! Ana is not in the chat and cannot be removed.\n" +
				"Ana | " + defaultInvitation + "\n" +
				"! Ana has not joined yet and cannot be removed.",
		},
		{
			"after the end nothing happens",
			"invite Ana \n end \n Ana: YES \n invite Bo \n remove Ana \n agent: hi \n end",
			"Ana | " + defaultInvitation + `
				Ana | Customer chat session ended` +
				strings.Repeat("\n! The chat has ended. Start over to play another one.", 5),
		},
		{
			"the ends of an empty chat reach nobody",
			"end",
			"",
		},
		{
			"an expert may be named expert, and names may hold blanks",
			"invite expert \n expert: yes \n invite Ana Ruiz \n Ana Ruiz: yes",
			"expert | " + defaultInvitation + `
				customer | expert joined the session
				agent | expert joined the session` + "\n" +
				"Ana Ruiz | " + defaultInvitation + `
				customer | Ana Ruiz joined the session
				agent | Ana Ruiz joined the session
				expert | Ana Ruiz joined the session`,
		},
		{
			"names are compared exactly",
			"invite Ana \n ana: YES \n invite ana",
			"Ana | " + defaultInvitation + `
				! ana is not in the chat, so nobody reads what ana says. Invite ana first.` + "\n" +
				"ana | " + defaultInvitation,
		},
		{
			"an empty text is nothing said",
			"agent: \n invite Ana \n Ana:",
			"! agent says nothing.\nAna | " + defaultInvitation + "\n! Ana says nothing.",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := rehearse(t, account.DefaultMessages(), test.events)
			if want := unindent(test.read); got != want {
				t.Errorf("read:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func TestConversation_ComparesWordsFolded(t *testing.T) {
	messages := account.Messages{
		PartyJoined: "ist da", PartyLeft: "ist weg", Invitation: "Kommen Sie?", SessionEnded: "Ende",
		PositiveResponse: "STRASSE", NegativeResponse: "hayır", LeaveCommand: "ＥＮＤＥ",
	}
	tests := []struct{ typed, read string }{
		{"straße", "customer | Ana ist da"},
		{"ＳＴＲＡＳＳＥ", "customer | Ana ist da"},
		{"strasse\u0301", "Ana | Kommen Sie?"},
		{"hayır", "agent | Ana: hayır"},
		{"hayir", "Ana | Kommen Sie?"},
		{"HAYIR", "Ana | Kommen Sie?"},
		{"Ende", "Ana | Kommen Sie?"},
	}
	for _, test := range tests {
		chat := New(messages)
		if _, err := chat.Invite("Ana"); err != nil {
			t.Fatal(err)
		}
		lines, err := chat.Says("Ana", test.typed)
		if err != nil || len(lines) == 0 || lines[0].String() != test.read {
			t.Errorf("Ana types %q: read %v (%v), want first %q", test.typed, lines, err, test.read)
		}
	}
}

func TestConversation_KeepsWhatWasSaidByteForByte(t *testing.T) {
	chat := New(account.DefaultMessages())
	for _, said := range []string{"  ＹＥＳ ", "e\u0301", "👩‍👩‍👧", "a\tb"} {
		lines, err := chat.Says(Agent, said)
		if want := []Line{{To: Customer, From: Agent, Text: said}}; err != nil || !reflect.DeepEqual(lines, want) {
			t.Errorf("the agent says %q: read %+q (%v)", said, lines, err)
		}
	}
}

func TestCheckExpertName_RefusesWhatIsNone(t *testing.T) {
	good := []string{"Ana", "Ana Ruiz", "expert", "agentia", "the agent", "李", "José-María O'Neill (2nd)", strings.Repeat("ß", MaxExpertName)}
	for _, name := range good {
		if err := CheckExpertName(" " + name + " "); err != nil {
			t.Errorf("%q is refused: %v", name, err)
		}
	}
	bad := []string{"", "  ", "agent", "customer", " Agent ", "CUSTOMER", "ａｇｅｎｔ", "a:b", ":", "a\nb", "a\u2028b", "a\x00b", "\xff", strings.Repeat("ß", MaxExpertName+1)}
	for _, name := range bad {
		chat := New(account.DefaultMessages())
		lines, err := chat.Invite(name)
		if !account.IsProblem(err, account.ProblemRefused) || lines != nil || len(chat.Invited()) != 0 {
			t.Errorf("%q is invited: %v, %v", name, lines, err)
		}
	}
}

func TestConversation_IsBounded(t *testing.T) {
	chat := New(account.DefaultMessages())
	for i := range MaxExperts {
		if _, err := chat.Invite(fmt.Sprintf("expert %d", i)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := chat.Invite("one more"); !account.IsProblem(err, account.ProblemRefused) {
		t.Errorf("expert %d is invited: %v", MaxExperts+1, err)
	}
	for _, said := range []string{strings.Repeat("x", MaxSaid+1), "two\nlines", "\x1b[31m", "\xff"} {
		if _, err := chat.Says(Agent, said); !account.IsProblem(err, account.ProblemRefused) {
			t.Errorf("%.20q can be said: %v", said, err)
		}
	}
	if _, err := chat.Says(Agent, strings.Repeat("ß", MaxSaid)); err != nil {
		t.Errorf("%d characters cannot be said: %v", MaxSaid, err)
	}
	_, err := chat.Says(strings.Repeat("x", 1<<20), "hi")
	if err == nil || len(err.Error()) > 1000 {
		t.Errorf("the error about an endless name has %d bytes", len(fmt.Sprint(err)))
	}
}

func TestConversation_SaysWhenItHasEnded(t *testing.T) {
	chat := New(account.DefaultMessages())
	if chat.Ended() {
		t.Error("a new chat has ended")
	}
	if _, err := chat.End(); err != nil || !chat.Ended() {
		t.Errorf("the chat has not ended: %v", err)
	}
}

func TestLine_IsOneLine(t *testing.T) {
	tests := []struct {
		line           Line
		text, jsonText string
	}{
		{Line{Customer, "", "Ana joined the session"}, "customer | Ana joined the session", `{"to":"customer","from":"","text":"Ana joined the session"}`},
		{Line{Agent, "Ana", "NO"}, "agent | Ana: NO", `{"to":"agent","from":"Ana","text":"NO"}`},
		{Line{"Ana", "", "one\r\ntwo\nthree\u2028\x1b[0m"}, "Ana | one  two three [0m", `{"to":"Ana","from":"","text":"one\r\ntwo\nthree\u2028\u001b[0m"}`},
	}
	for _, test := range tests {
		if got := test.line.String(); got != test.text {
			t.Errorf("%+q is printed %q, want %q", test.line, got, test.text)
		}
		if got, err := json.Marshal(test.line); err != nil || string(got) != test.jsonText {
			t.Errorf("%+q is %s in JSON (%v), want %s", test.line, got, err, test.jsonText)
		}
	}
}

func TestParseEvent_ReadsOneLine(t *testing.T) {
	tests := []struct {
		line string
		want Event
	}{
		{"invite Ana", Event{EventInvite, "Ana", ""}},
		{"  invite \t Ana Ruiz \r\n", Event{EventInvite, "Ana Ruiz", ""}},
		{"invite\tAna", Event{EventInvite, "Ana", ""}},
		{"invite a:b", Event{EventInvite, "a:b", ""}},
		{"remove Ana", Event{EventRemove, "Ana", ""}},
		{"end", Event{EventEnd, "", ""}},
		{"end: of story", Event{EventSays, "end", "of story"}},
		{"invite: me", Event{EventSays, "invite", "me"}},
		{"expert: yes", Event{EventSays, "expert", "yes"}},
		{"agent: see https://example.com:8080/", Event{EventSays, "agent", "see https://example.com:8080/"}},
		{"customer:hello  there ", Event{EventSays, "customer", "hello  there"}},
		{"Ana :", Event{EventSays, "Ana", ""}},
	}
	for _, test := range tests {
		if got, err := ParseEvent(test.line); err != nil || got != test.want {
			t.Errorf("ParseEvent(%q) = %+v, %v; want %+v", test.line, got, err, test.want)
		}
	}
	for _, line := range []string{"", "  ", "invite", "remove ", "end now", "hello", ": text", "\x1b[2J" + strings.Repeat("x", 1<<16)} {
		event, err := ParseEvent(line)
		if !account.IsProblem(err, account.ProblemRefused) || event != (Event{}) {
			t.Errorf("ParseEvent(%.20q) = %+v, %v", line, event, err)
		} else if message := err.Error(); len(message) > 500 || strings.Contains(message, "\x1b") {
			t.Errorf("ParseEvent(%.20q): the message repeats the input: %.80q", line, message)
		}
	}
}

// FuzzConversation plays any events, and follows from outside who is in the
// chat, by the lines of the contract alone.
func FuzzConversation(f *testing.F) {
	f.Add("invite Ana\nAna: YES\ncustomer: hi\nAna: BYE\nAna: hi\nend")
	f.Add("invite Ana\ninvite Bo\nBo: no\ninvite Bo\nBo: yes\nAna: hm\nremove Bo\nremove Ana\nend\nAna: YES")
	f.Add("invite Ana\nAna: yes\ninvite Bo\nBo: ＹＥＳ\nBo: YES\nAna: bye\ninvite Ana\nend\nagent: hi")
	f.Fuzz(func(t *testing.T, events string) {
		chat := New(account.DefaultMessages())
		in, open, over := map[string]bool{Customer: true, Agent: true}, map[string]bool{}, false
		for line := range strings.Lines(events) {
			event, err := ParseEvent(line)
			if err != nil {
				continue
			}
			lines, err := chat.Play(event)
			if err != nil {
				if len(lines) > 0 {
					t.Fatalf("%q cannot happen, and %v is read", line, lines)
				}
				continue
			}
			if over {
				t.Fatalf("%q happened after the end", line)
			}
			checkReaders(t, event, lines, in, open)
			over = event.Kind == EventEnd
			follow(t, event, lines, in, open)
			checkStandings(t, chat, in, open)
		}
	})
}

// checkReaders holds that only who is in the chat reads what happens in it,
// and each at most once; what the invited and the removed read is said by the
// system.
func checkReaders(t *testing.T, event Event, lines []Line, in, open map[string]bool) {
	t.Helper()
	seen := map[string]bool{}
	for _, line := range lines {
		if seen[line.To] {
			t.Errorf("%+v: %s reads twice: %v", event, line.To, lines)
		}
		seen[line.To] = true
		mayRead := in[line.To] || line.From == "" && (open[line.To] || event.Kind == EventInvite && line.To == event.Name)
		if !mayRead {
			t.Errorf("%+v: %s is not in the chat and reads %q", event, line.To, line)
		}
		if event.Kind == EventSays && in[event.Name] && line.To == event.Name {
			t.Errorf("%+v: the speaker reads %q", event, line)
		}
		undecided := event.Kind == EventSays && open[event.Name] && line.From != ""
		if undecided && (line.To != Agent || !account.SameWord(line.Text, account.DefaultMessages().NegativeResponse)) {
			t.Errorf("%+v: what an undecided expert types is read: %q", event, line)
		}
		if line.From != "" && !in[line.From] && !open[line.From] {
			t.Errorf("%+v: %q comes from outside", event, line)
		}
	}
}

// follow keeps who is in the chat and who is invited, judged by what is read.
func follow(t *testing.T, event Event, lines []Line, in, open map[string]bool) {
	t.Helper()
	name := event.Name
	reads := func(to, from, text string) bool { return slices.Contains(lines, Line{to, from, text}) }
	switch {
	case event.Kind == EventInvite:
		if open[name] || in[name] {
			t.Errorf("%s is invited twice", name)
		}
		open[name] = true
	case event.Kind == EventEnd:
		clear(in)
		clear(open)
	case event.Kind == EventSays && open[name] && reads(Agent, name, event.Text):
		delete(open, name)
	case event.Kind == EventSays && open[name] && reads(Agent, "", name+" joined the session"):
		delete(open, name)
		in[name] = true
	case in[name] && reads(Agent, "", name+" left the session"):
		delete(in, name)
	}
}

func checkStandings(t *testing.T, chat *Conversation, in, open map[string]bool) {
	t.Helper()
	members := 0
	for name := range in {
		if name != Customer && name != Agent {
			members++
			if chat.Standing(name) != Member {
				t.Errorf("%s joined and is no member", name)
			}
		}
	}
	for name := range open {
		if chat.Standing(name) != Invited {
			t.Errorf("%s has an open invitation and is not invited", name)
		}
	}
	if len(chat.Members()) != members || len(chat.Invited()) != len(open) {
		t.Errorf("members %v, invited %v; want %v, %v", chat.Members(), chat.Invited(), in, open)
	}
}
