package ui

import (
	"testing"

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
