package account

import "github.com/google/uuid"

// IsGUID reports whether the text is a GUID in its usual form, 8-4-4-4-12
// hexadecimal digits. The library also knows other forms, of other lengths.
func IsGUID(text string) bool {
	const length = len("00000000-0000-0000-0000-000000000000")
	return len(text) == length && uuid.Validate(text) == nil
}
