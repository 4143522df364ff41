package document

import (
	"errors"
	"io/fs"

	"teamsaccount/account"
)

const (
	// maxIntentSize is the greatest size of an intent file in bytes.
	maxIntentSize = 1 << 16
	// maxIntentItems is more than changes need: the new item, the present one
	// and those before, and what interrupted changes left.
	maxIntentItems = 256
)

var intentShape = shape{keys: []string{"items"}, required: 1}

// encodeIntent writes an intent. It leaves out items that are not ours to
// delete, and, so that it can be read again, all after maxIntentItems.
func encodeIntent(intent account.Intent) []byte {
	items := []string{}
	for _, item := range intent.Items {
		if account.IsSecretItem(item) && len(items) < maxIntentItems {
			items = append(items, item)
		}
	}
	return marshal(account.Intent{Items: items})
}

// readIntent reads the intent file; ok is false if there is none.
//
// What it names is deleted from the keychain, so it is believed only if every
// name is one that we make.
func readIntent(path string) (intent account.Intent, ok bool, err error) {
	data, err := readRegular(path, maxIntentSize)
	if errors.Is(err, fs.ErrNotExist) {
		return account.Intent{}, false, nil
	}
	if err == nil {
		intent, err = decodeIntent(data)
	}
	return intent, err == nil, err
}

func decodeIntent(data []byte) (account.Intent, error) {
	s, err := newScanner(data, maxIntentSize)
	if err != nil {
		return account.Intent{}, err
	}
	intent := account.Intent{Items: []string{}}
	err = s.object(intentShape, func(key string) error {
		return s.array(key, func() error {
			item, err := s.text(key)
			if err == nil && (!account.IsSecretItem(item) || len(intent.Items) == maxIntentItems) {
				err = s.fault(key, "document.fault.items", "limit", maxIntentItems)
			}
			intent.Items = append(intent.Items, item)
			return err
		})
	})
	if err == nil {
		err = s.end()
	}
	if err != nil {
		return account.Intent{}, err
	}
	return intent, nil
}

// intentProblem says why the intent file could not be read or is not believed.
func intentProblem(path string, err error) *account.Problem {
	var fault *Fault
	switch {
	case errors.As(err, &fault):
		return failed("intent", err, "file", path, "fault", fault.Reason)
	case errors.Is(err, errTooLarge):
		return failed("intent", err, "file", path, "fault", tooLarge(maxIntentSize).Reason)
	}
	return readProblem(path, err)
}
