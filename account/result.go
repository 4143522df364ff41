package account

import (
	"time"

	"teamsaccount/assets/texts"
)

// Kind is the outcome of Test connection.
type Kind string

// The outcomes of Test connection, and KindDocument for a document that is
// not understood.
const (
	KindValid       Kind = "valid"
	KindIncomplete  Kind = "incomplete"
	KindRejected    Kind = "rejected"
	KindUnreachable Kind = "unreachable"
	KindKeychain    Kind = "keychain"
	KindCancelled   Kind = "cancelled"
	KindDocument    Kind = "document"
)

// Title returns the title of the dialog that tells this outcome. The titles of
// incomplete and rejected are the vendor's, verbatim.
func (k Kind) Title() string {
	switch k {
	case KindValid:
		return texts.Of("test.title.valid")
	case KindIncomplete:
		return texts.Of("test.title.incomplete")
	case KindRejected:
		return texts.Of("test.title.rejected")
	case KindUnreachable:
		return texts.Of("test.title.unreachable")
	case KindKeychain:
		return texts.Of("test.title.keychain")
	case KindCancelled:
		return texts.Of("test.title.cancelled")
	}
	return texts.Of("test.title.document")
}

// explanation returns the sentences that explain this outcome: the vendor's
// own words where there are any.
func (k Kind) explanation() string {
	switch k {
	case KindValid:
		return texts.Of("test.explanation.valid")
	case KindIncomplete:
		return texts.Of("test.explanation.incomplete")
	case KindRejected:
		return texts.Of("test.explanation.rejected")
	case KindUnreachable:
		return texts.Of("test.explanation.unreachable")
	case KindKeychain:
		return texts.Of("test.explanation.keychain")
	case KindCancelled:
		return texts.Of("test.explanation.cancelled")
	case KindDocument:
		return texts.Of("test.explanation.document")
	}
	return ""
}

// Outcome says in a few words how a test ended, such as "valid, 3 permissions
// missing", and how well: StatusPassed, StatusWarning (valid, but something is
// missing), StatusFailed, or StatusSkipped for a test that was cancelled.
// missing is the number of missing permissions; it counts only where the
// connection is valid.
func (k Kind) Outcome(missing int) (text string, status Status) {
	switch k {
	case KindValid:
		switch missing {
		case 0:
			return texts.Of("test.outcome.valid"), StatusPassed
		case 1:
			return texts.Of("test.outcome.valid.permission"), StatusWarning
		}
		return texts.Of("test.outcome.valid.permissions", "count", missing), StatusWarning
	case KindIncomplete:
		return texts.Of("test.outcome.incomplete"), StatusFailed
	case KindRejected:
		return texts.Of("test.outcome.rejected"), StatusFailed
	case KindUnreachable:
		return texts.Of("test.outcome.unreachable"), StatusFailed
	case KindKeychain:
		return texts.Of("test.outcome.keychain"), StatusFailed
	case KindDocument:
		return texts.Of("test.outcome.document"), StatusFailed
	}
	return texts.Of("test.outcome.cancelled"), StatusSkipped
}

// StageName names one of the six stages of Test connection.
type StageName string

// The stages of Test connection.
const (
	// StageCredentials: complete, well-formed, secret read from the keychain.
	StageCredentials StageName = "credentials"
	// StageNetwork: name, connection, TLS, proxy.
	StageNetwork StageName = "network"
	// StageTenant: the tenant exists, in this cloud; needs no secret.
	StageTenant StageName = "tenant"
	// StageToken: Microsoft Entra ID issued a token.
	StageToken StageName = "token"
	// StagePermissions: what the token carries against what is needed.
	StagePermissions StageName = "permissions"
	// StageExpiry: the secret's end date, asked of Microsoft Graph.
	StageExpiry StageName = "expiry"
)

// StageNames lists the six stages in order.
func StageNames() []StageName {
	return []StageName{StageCredentials, StageNetwork, StageTenant, StageToken, StagePermissions, StageExpiry}
}

// Label returns the stage's name for a person.
func (n StageName) Label() string {
	switch n {
	case StageCredentials:
		return texts.Of("stage.credentials")
	case StageNetwork:
		return texts.Of("stage.network")
	case StageTenant:
		return texts.Of("stage.tenant")
	case StageToken:
		return texts.Of("stage.token")
	case StagePermissions:
		return texts.Of("stage.permissions")
	case StageExpiry:
		return texts.Of("stage.expiry")
	}
	return string(n)
}

// Status says how a stage ended.
type Status string

// The ends of a stage. StatusRunning is never part of a Result; it tells an
// observer that a stage has begun.
const (
	StatusRunning Status = "running"
	StatusPassed  Status = "passed"
	StatusFailed  Status = "failed"
	StatusWarning Status = "warning"
	StatusSkipped Status = "skipped"
)

// Stage is one stage of Test connection.
type Stage struct {
	Name      StageName `json:"name"`
	Status    Status    `json:"status"`
	ElapsedMs int64     `json:"elapsedMs"`
	// Detail is a sentence, or empty.
	Detail string `json:"detail"`
}

// Permissions are the application permissions of the token against those that
// the integration needs, by their names in Microsoft Graph.
type Permissions struct {
	Granted []string `json:"granted"`
	Missing []string `json:"missing"`
}

// Result is what Test connection found. Its JSON form is the contract of
// `teamsctl test --json`: all keys are always there.
type Result struct {
	File string `json:"file"`
	OK   bool   `json:"ok"`
	Kind Kind   `json:"kind"`
	// Title is the dialog's title, verbatim from the contract.
	Title string `json:"title"`
	// Explanation is the vendor's text or ours.
	Explanation string `json:"explanation"`
	// Message is what Microsoft said, without trace IDs and control characters.
	Message string `json:"message"`
	// Field is the field at fault, or empty.
	Field Field `json:"field"`
	// Code is the AADSTS code, else the OAuth error, else empty.
	Code string `json:"code"`
	// Advice is one sentence: what to do.
	Advice        string `json:"advice"`
	CorrelationID string `json:"correlationId"`
	TraceID       string `json:"traceId"`
	// Timestamp is the server's time of the answer in RFC 3339, or empty.
	Timestamp   string      `json:"timestamp"`
	Missing     []Field     `json:"missing"`
	Permissions Permissions `json:"permissions"`
	Stages      []Stage     `json:"stages"`
	ElapsedMs   int64       `json:"elapsedMs"`
	// Support is what a report for support adds: with what, where and how.
	Support Support `json:"support"`

	// Cause is one sentence about why it failed, for the dialog; or empty.
	Cause string `json:"-"`
	// AlsoField is a second field that may be at fault, or empty.
	AlsoField Field `json:"-"`
	// Elsewhere says that the code of a rejection points at none of the three
	// values, but at policy, consent, cloud or license.
	Elsewhere bool `json:"-"`
	// LookupURL is Microsoft's page about Code, or empty.
	LookupURL string `json:"-"`
	// Cloud is the cloud in which the tenant was found to live, where that is
	// not the account's; else empty.
	Cloud Cloud `json:"-"`
	// ConsentURL is the page on which an administrator of the tenant grants the
	// app its permissions, where that would help; else empty.
	ConsentURL string `json:"-"`
	// SecretTooNew says that Microsoft Entra ID gives this answer to a right secret
	// too, for a short while after it is made.
	SecretTooNew bool `json:"-"`
	// RetryAfter is how long the server asked to wait before the next test;
	// zero if it did not say.
	RetryAfter time.Duration `json:"-"`
	// SecretExpires is the secret's end date as Graph told it (YYYY-MM-DD), or empty.
	SecretExpires string `json:"-"`
}

// Support is what a support person needs besides the result. It never holds a
// secret.
type Support struct {
	// Name, TenantID and ClientID are those of the account that was tested.
	Name     string `json:"name"`
	TenantID string `json:"tenantId"`
	ClientID string `json:"clientId"`
	// Program names the program, its version and the system.
	Program string `json:"program"`
	// Host is the sign-in host that was asked; empty if none was.
	Host string `json:"host"`
	// Proxy is the proxy that was used, its password as ***; empty if none.
	Proxy string `json:"proxy"`
	// At is when the test began, in UTC.
	At time.Time `json:"at"`
	// ClockOffsetSeconds is the server's clock less this machine's; nil where
	// the server did not tell its own.
	ClockOffsetSeconds *int64 `json:"clockOffsetSeconds"`
}

// ClockOffset returns ClockOffsetSeconds as a duration, and whether it is known.
func (s Support) ClockOffset() (offset time.Duration, known bool) {
	if s.ClockOffsetSeconds == nil {
		return 0, false
	}
	return time.Duration(*s.ClockOffsetSeconds) * time.Second, true
}

// NewResult returns the result of a test that has not begun: every stage
// skipped, every list empty, nothing null.
func NewResult() Result {
	result := Result{
		Missing:     []Field{},
		Permissions: Permissions{Granted: []string{}, Missing: []string{}},
	}
	for _, name := range StageNames() {
		result.Stages = append(result.Stages, Stage{Name: name, Status: StatusSkipped})
	}
	return result
}

// SetStage replaces the stage of that name.
func (r *Result) SetStage(stage Stage) {
	for i := range r.Stages {
		if r.Stages[i].Name == stage.Name {
			r.Stages[i] = stage
		}
	}
}

// Stage returns the stage of that name.
func (r Result) Stage(name StageName) Stage {
	for _, stage := range r.Stages {
		if stage.Name == name {
			return stage
		}
	}
	return Stage{Name: name, Status: StatusSkipped}
}

// Outcome says in a few words how the test ended, and how well; see
// Kind.Outcome.
func (r Result) Outcome() (text string, status Status) {
	return r.Kind.Outcome(len(r.Permissions.Missing))
}

// SetKind sets the kind, and with it OK, Title and the explanation that goes
// with that kind: the vendor's own words where there are any, after ours where
// Elsewhere says that the three values may be right.
func (r *Result) SetKind(kind Kind) {
	r.Kind = kind
	r.OK = kind == KindValid
	r.Title = kind.Title()
	r.Explanation = kind.explanation()
	if r.Elsewhere {
		ours, vendors := r.Explanations()
		r.Explanation = texts.Of("test.explanation.elsewhere", "ours", ours, "vendor", vendors)
	}
}

// Explanations returns the parts of Explanation: our sentence, which stands
// first where the three values may be right, and the text that goes with the
// kind, the vendor's own where there is one. ours is empty where there is
// nothing to add.
func (r Result) Explanations() (ours, vendors string) {
	if r.Elsewhere {
		ours = texts.Of("test.explanation.elsewhere.ours")
	}
	return ours, r.Kind.explanation()
}
