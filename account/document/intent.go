package document

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
	"teamsaccount/account/internal/strictjson"
)

const (
	// maxIntentSize is the greatest size of an intent file in bytes.
	maxIntentSize = 1 << 18
	// maxIntents is more than there are: one of the change at work, and of each
	// earlier one whose items could not be deleted yet.
	maxIntents = 64
	// maxIntentItems bounds the items of one intent.
	maxIntentItems = 256
)

// intentFile is the content of an intent file.
type intentFile struct {
	// Beside identifies the lock file beside which it was written. A copy of
	// the folder, on this machine or another, has another one.
	Beside  string        `json:"beside"`
	Changes []intentEntry `json:"changes"`
}

// intentEntry is one intent. New and Old are what it creates and what it leaves
// behind; of a decided one, New are the items to delete.
type intentEntry struct {
	Account  string             `json:"account"`
	Before   string             `json:"before"`
	After    string             `json:"after"`
	Decided  bool               `json:"decided"`
	New      []string           `json:"new"`
	Old      []string           `json:"old"`
	Replaced []account.Previous `json:"replaced"`
}

var (
	intentFileShape  = strictjson.Shape{Keys: []string{"beside", "changes"}, Required: 2}
	intentEntryShape = strictjson.Shape{Keys: []string{"account", "before", "after", "decided", "new", "old", "replaced"}, Required: 7}
	replacedShape    = strictjson.Shape{Keys: []string{"secretItem", "since", "secretExpires", "tenantId", "clientId"}, Required: 2}
)

// Intents returns what was left beside the document.
func (c *change) Intents() ([]account.Intent, error) {
	path := beside(c.target, intentEnding)
	data, err := file.Read(context.Background(), path, maxIntentSize)
	var cannotRead *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.As(err, &cannotRead):
		return nil, readProblem(path, err)
	case err != nil:
		return nil, nil
	}
	intents, writtenBeside, err := decodeIntents(data)
	if err != nil || writtenBeside == "" || writtenBeside != c.place() {
		return nil, nil
	}
	return intents, nil
}

// place identifies where the document is: its lock file stays there.
func (c *change) place() string { return file.Identity(beside(c.target, lockEnding)) }

// WriteIntents replaces the intents, and waits until they and the staged document
// are on the disk: where no document stands yet, that alone can tell that the
// change did not happen. It leaves out items that are not the account's own:
// nothing deletes those.
func (c *change) WriteIntents(intents []account.Intent) error {
	path := beside(c.target, intentEnding)
	if len(intents) == 0 {
		return writeProblem(c.path, file.Remove(path))
	}
	err := c.save(path, encodeIntents(c.place(), intents))
	if c.staged != nil {
		err = errors.Join(err, c.staged.document.wait())
	}
	if err != nil {
		return firstProblem(err)
	}
	_ = file.SyncDirectory(file.DirectoryOf(c.target))
	c.startHistory()
	return nil
}

// encodeIntents writes intents so that they can be read again.
func encodeIntents(place string, intents []account.Intent) []byte {
	content := intentFile{Beside: place, Changes: []intentEntry{}}
	for _, intent := range intents[max(0, len(intents)-maxIntents):] {
		entry := intentEntry{
			Account: intent.AccountID, Before: intent.Before, After: intent.After, Decided: intent.Decided,
			New: ownItems(intent.AccountID, intent.IfAborted), Old: ownItems(intent.AccountID, intent.IfCommitted),
			Replaced: []account.Previous{},
		}
		if intent.Decided {
			entry.New = ownItems(intent.AccountID, intent.Delete)
		}
		for _, replaced := range intent.Replaced {
			if account.OwnsItem(intent.AccountID, replaced.SecretItem) && len(entry.Replaced) < maxIntentItems {
				entry.Replaced = append(entry.Replaced, replaced)
			}
		}
		content.Changes = append(content.Changes, entry)
	}
	return marshal(content)
}

func ownItems(accountID string, items []string) []string {
	own := []string{}
	for _, item := range items {
		if account.OwnsItem(accountID, item) && len(own) < maxIntentItems {
			own = append(own, item)
		}
	}
	return own
}

// decodeIntents reads an intent file. What it names may be deleted from the
// keychain, so it is believed only if every item is one that we make for the
// account that it names.
func decodeIntents(data []byte) (intents []account.Intent, place string, err error) {
	r, err := newReader(data, maxIntentSize)
	if err != nil {
		return nil, "", err
	}
	err = r.Object(intentFileShape, func(key string) (err error) {
		if key == "beside" {
			place, err = r.Text(key)
			return err
		}
		return r.Array(key, func() error {
			intent, err := r.intent()
			if err == nil && len(intents) == maxIntents {
				err = r.Fault(key, "document.fault.items", "limit", maxIntents)
			}
			intents = append(intents, intent)
			return err
		})
	})
	if err == nil {
		err = r.End()
	}
	if err != nil {
		return nil, "", err
	}
	return intents, place, nil
}

func (r reader) intent() (intent account.Intent, err error) {
	err = r.Object(intentEntryShape, func(key string) (err error) {
		switch key {
		case "account":
			intent.AccountID, err = r.guid(key)
		case "before":
			intent.Before, err = r.Text(key)
		case "after":
			intent.After, err = r.Text(key)
		case "decided":
			intent.Decided, err = r.Boolean(key)
		case "new":
			intent.IfAborted, err = r.items(key)
		case "old":
			intent.IfCommitted, err = r.items(key)
		case "replaced":
			intent.Replaced, err = r.replaced(key)
		}
		return err
	})
	if intent.Decided {
		intent.Delete, intent.IfAborted, intent.IfCommitted = intent.IfAborted, nil, nil
	}
	for _, item := range intent.Items() {
		if err == nil && !account.OwnsItem(intent.AccountID, item) {
			err = r.Fault("", "document.fault.items", "limit", maxIntentItems)
		}
	}
	return intent, err
}

func (r reader) items(key string) (items []string, err error) {
	err = r.Array(key, func() error {
		item, err := r.Text(key)
		if err == nil && len(items) == maxIntentItems {
			err = r.Fault(key, "document.fault.items", "limit", maxIntentItems)
		}
		items = append(items, item)
		return err
	})
	return items, err
}

func (r reader) replaced(key string) (all []account.Previous, err error) {
	err = r.Array(key, func() error {
		var previous account.Previous
		err := r.Object(replacedShape, func(key string) (err error) {
			var text string
			text, err = r.Text(key)
			switch key {
			case "secretItem":
				previous.SecretItem = text
			case "since":
				if err == nil {
					previous.Since, err = time.Parse(time.RFC3339Nano, text)
				}
			case "secretExpires":
				previous.SecretExpires = text
			case "tenantId":
				previous.TenantID = text
			case "clientId":
				previous.ClientID = text
			}
			return err
		})
		if err == nil && len(all) == maxIntentItems {
			err = r.Fault(key, "document.fault.items", "limit", maxIntentItems)
		}
		all = append(all, previous)
		return err
	})
	return all, err
}
