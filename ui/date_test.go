package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
)

func TestDate_IsWrittenAsTheDocumentHasItWhenTheFieldIsLeft(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.replaces(account.FieldSecretExpires, "31.12.2027")
	p.hand.pass(typingPause)
	p.misses("This is not a date")
	p.clicks(account.FieldName)
	if text := p.entry(account.FieldSecretExpires).Text; text != "2027-12-31" {
		t.Errorf("the field holds %q", text)
	}
	p.expects("31.12.2027 was read as 31 December 2027.")
}

func TestDate_ThatCanMeanTwoDaysIsAsked(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.replaces(account.FieldSecretExpires, "1/2/2028")
	p.hand.pass(typingPause)
	p.expects("1/2/2028 can mean 1 February 2028.", "1/2/2028 can mean 2 January 2028.")
	p.taps("Use 2028-01-02")
	if text := p.entry(account.FieldSecretExpires).Text; text != "2028-01-02" {
		t.Errorf("the field holds %q", text)
	}
	p.misses("can mean")
	p.taps("Apply")
	p.hand.drain()
	if expires := p.stored().SecretExpires; expires != "2028-01-02" {
		t.Errorf("the document holds %q", expires)
	}
}

func TestDate_IsPickedInACalendar(t *testing.T) {
	a := complete()
	a.SecretExpires = "2027-01-31"
	p := sit(t, with(a, goodSecret))
	p.taps("Pick a day for Expires at")
	p.expects("When does the secret expire?", "January 2027")
	var day *widget.Button
	walk(p.view(), func(object fyne.CanvasObject) {
		if button, is := object.(*widget.Button); is && button.Text == "17" {
			day = button
		}
	})
	test.Tap(day)
	p.hand.drain()
	if text := p.entry(account.FieldSecretExpires).Text; text != "2027-01-17" {
		t.Errorf("the field holds %q", text)
	}
	p.chooses("Edit", "Undo: Fill in Expires at")
	if text := p.entry(account.FieldSecretExpires).Text; text != "2027-01-31" {
		t.Errorf("taken back, the field holds %q", text)
	}
}

func TestDate_NineDaysLeftIsAWarning(t *testing.T) {
	p := sit(t, with(expiring(), goodSecret))
	warned := false
	walk(p.window.view.properties.Root, func(object fyne.CanvasObject) {
		if label, is := object.(*widget.Label); is && strings.Contains(label.Text, "9 days") {
			warned = label.Importance == widget.WarningImportance
		}
	})
	if !warned {
		t.Errorf("no warning about nine days in:\n%s", p.sees())
	}
}
