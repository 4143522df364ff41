package account

import (
	"time"

	"teamsaccount/assets/texts"
)

// ExpiryWarningDays is how many days before the secret's end a person is told.
const ExpiryWarningDays = 15

// DaysLeft returns the days from today to the secret's end date, both in the
// local calendar: 0 is today, and 0 or less counts as expired. known is false
// without a date, or with one that is none.
func DaysLeft(expires string, today time.Time) (days int, known bool) {
	end, err := time.Parse(time.DateOnly, expires)
	if err != nil {
		return 0, false
	}
	year, month, day := today.Date()
	start := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	// A time.Duration ends at 292 years.
	const secondsOfDay = 24 * 60 * 60
	return int((end.Unix() - start.Unix()) / secondsOfDay), true
}

// ExpiresSoon reports whether a person is to be told that the secret with this
// end date expires soon, or has expired.
func ExpiresSoon(expires string, today time.Time) bool {
	days, known := DaysLeft(expires, today)
	return known && days <= ExpiryWarningDays
}

// LongDate writes a date (YYYY-MM-DD) so that day and month cannot be taken for
// each other: 7 December 2026. What is no date comes back as it is.
func LongDate(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return day.Format("2 January 2006")
}

// ExpiryText says in words how long the secret is still good; empty without an
// end date.
func ExpiryText(expires string, today time.Time) string {
	days, known := DaysLeft(expires, today)
	switch {
	case !known:
		return ""
	case days < -1:
		return texts.Of("expiry.ago", "days", -days)
	case days == -1:
		return texts.Of("expiry.yesterday")
	case days == 0:
		return texts.Of("expiry.today")
	case days == 1:
		return texts.Of("expiry.tomorrow")
	}
	return texts.Of("expiry.in", "days", days)
}
