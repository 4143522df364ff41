package date

import (
	"slices"
	"strings"
)

// Where people write the month first, by the regions of Unicode CLDR.
var monthFirstRegions = []string{"US", "AS", "FM", "GU", "MH", "MP", "PR", "PW", "UM", "VI"}

// Where people write the year first, or either order, so that 1/2/2027 says
// nothing.
var (
	openRegions   = []string{"CA", "CN", "HK", "HU", "JP", "KR", "LT", "MN", "PH", "SE", "TW", "ZA"}
	openLanguages = []string{"en", "zh", "ja", "ko", "hu", "lt", "mn", "sv"}
)

// OrderOf returns the order of a system's locale, such as "en_US.UTF-8" or
// "de-DE"; OrderUnknown where the locale does not say it for certain.
func OrderOf(locale string) Order {
	locale, _, _ = strings.Cut(locale, ".")
	locale, _, _ = strings.Cut(locale, "@")
	parts := strings.FieldsFunc(locale, func(r rune) bool { return r == '_' || r == '-' })
	if len(parts) == 0 || len(parts[0]) < 2 || len(parts[0]) > 3 {
		return OrderUnknown // C, POSIX, or nothing.
	}
	language, region := strings.ToLower(parts[0]), ""
	for _, part := range parts[1:] {
		if len(part) == 2 {
			region = strings.ToUpper(part)
		}
	}
	switch {
	case slices.Contains(monthFirstRegions, region):
		return MonthFirst
	case slices.Contains(openRegions, region), region == "" && slices.Contains(openLanguages, language):
		return OrderUnknown
	}
	return DayFirst
}
