package advice_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"teamsaccount/assets/advice"
)

// met are the codes that a test with a client secret can meet, by what
// Microsoft documents for them.
var met = []int{
	7000215, 7000222, 7000218, 7000216, 70002, 700016, 700011, 70001, 7000112, 7000229,
	90002, 900023, 900021, 50128, 50059, 90019, 50194, 9001023, 5000224,
	90038, 900382, 900432, 900440, 90051, 50049, 500011, 500014, 50001, 1002012, 70011,
	700025, 53003, 530032, 50002, 500021, 500022, 1000031,
	900144, 90014, 9002313, 90013, 90023, 90100, 900561,
	650056, 65005, 650057, 650053, 650052,
	50196, 90055, 50033, 90006, 90024, 90033, 90090, 90012, 50000, 90036,
}

// brought are met at the agents' sign-in or with certificates; administrators
// bring them along.
var brought = []int{700027, 700024, 50012, 65001, 90094, 90095, 50011, 700082, 70008}

func TestFind_KnowsEveryCodeThatATestCanMeet(t *testing.T) {
	for _, code := range append(slices.Clone(met), brought...) {
		entry, known := advice.Find(code)
		if !known {
			t.Errorf("AADSTS%d has no advice", code)
			continue
		}
		if entry.Code != code {
			t.Errorf("Find(%d) gives the entry of %d", code, entry.Code)
		}
	}
}

func TestEntries_SayWhatWhyAndWhatToDo(t *testing.T) {
	targets := []advice.Points{
		advice.Tenant, advice.Client, advice.Secret, advice.Cloud, advice.Consent, advice.Policy, advice.License,
		advice.Proxy, advice.App, advice.Certificate, advice.Service, advice.Agent,
	}
	for _, entry := range advice.Entries() {
		if !slices.Contains(targets, entry.Points) {
			t.Errorf("AADSTS%d points at %q", entry.Code, entry.Points)
		}
		if entry.Also != "" && !slices.Contains(targets, entry.Also) {
			t.Errorf("AADSTS%d points also at %q", entry.Code, entry.Also)
		}
		for _, sentence := range []string{entry.Cause, entry.Remedy} {
			if !isSentence(sentence) {
				t.Errorf("AADSTS%d: %q is not one sentence", entry.Code, sentence)
			}
		}
	}
}

func isSentence(s string) bool {
	return strings.HasSuffix(s, ".") && strings.Count(s, ". ") == 0 && s == strings.TrimSpace(s) &&
		s != "" && strings.ToUpper(s[:1]) == s[:1]
}

func TestDate_IsADate(t *testing.T) {
	for _, date := range []string{advice.Date(), advice.PermissionsDate()} {
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			t.Errorf("%q is no date", date)
		}
	}
}

func TestFind_DoesNotKnowAnUnknownCode(t *testing.T) {
	if entry, known := advice.Find(1); known {
		t.Errorf("code 1 has advice: %+v", entry)
	}
}

func TestLookupURL_IsMicrosoftsPage(t *testing.T) {
	const want = "https://login.microsoftonline.com/error?code=7000215"
	if got := advice.LookupURL(7000215); got != want {
		t.Errorf("LookupURL = %q, want %q", got, want)
	}
}

func TestMissing_ComparesWithWhatIsGranted(t *testing.T) {
	for _, test := range []struct {
		name    string
		granted []string
		missing []string
	}{
		{"none granted", nil, []string{"User.Read.All", "Presence.Read.All", "Chat.Read.All"}},
		{"all granted", []string{"Chat.Read.All", "User.Read.All", "Presence.Read.All"}, nil},
		{"one lacks", []string{"Chat.Read.All", "User.Read.All"}, []string{"Presence.Read.All"}},
		{"a wider permission covers", []string{"Directory.Read.All", "Presence.ReadWrite.All", "Chat.ReadWrite.All"}, nil},
		{"reading the app is not needed", []string{"Application.Read.All", "User.Read.All", "Presence.Read.All", "Chat.Read.All"}, nil},
		{"names are exact", []string{"user.read.all", "Presence.Read.All", "Chat.Read.All"}, []string{"User.Read.All"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var names []string
			for _, permission := range advice.Missing(test.granted) {
				names = append(names, permission.Name)
			}
			if !slices.Equal(names, test.missing) {
				t.Errorf("missing %v, want %v", names, test.missing)
			}
		})
	}
}

func TestPermissions_SayWhatTheyAreFor(t *testing.T) {
	for _, permission := range advice.Permissions() {
		found, known := advice.FindPermission(permission.Name)
		if !known || found.Purpose == "" {
			t.Errorf("%s: known %v, purpose %q", permission.Name, known, found.Purpose)
		}
	}
	if _, known := advice.FindPermission("No.Such.Permission"); known {
		t.Error("a permission that does not exist is known")
	}
}

// TestInText_DoesNotContradictACodeAboutItsOwnText walks descriptions as
// Microsoft writes them, with names and IDs folded.
func TestInText_DoesNotContradictACodeAboutItsOwnText(t *testing.T) {
	for code, text := range map[int]string{
		7000215: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app 'x'.",
		7000222: "The provided client secret keys for app 'x' are expired. Visit the Azure portal to create new keys for your app, or consider using certificate credentials for added security.",
		7000218: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
		7000216: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
		700016:  "Application with identifier 'x' was not found in the directory 'y'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
		700011:  "Application with identifier 'x' was not found in the directory.",
		700025:  "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
		7000112: "Application 'x'(name) is disabled.",
		7000229: "The client application x is missing service principal in the tenant y.",
		90002:   "Tenant 'x' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator.",
		900023:  "Specified tenant identifier 'x' is neither a valid DNS name, nor a valid external domain.",
		500011:  "The resource principal named x was not found in the tenant named y. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.",
		500014:  "The service principal for resource 'x' is disabled. This indicate that a subscription within the tenant has lapsed, or that the administrator for this tenant has disabled the application, preventing tokens from being issued for it.",
		53003:   "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
		650057:  "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration.",
		65001:   "The user or administrator has not consented to use the application with ID 'x' named 'y'. Send an interactive authorization request for this user and resource.",
		700082:  "The refresh token has expired due to inactivity.",
		50011:   "The redirect URI 'x' specified in the request does not match the redirect URIs configured for the application 'y'.",
		1002012: "The provided value for scope x is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.",
		50194:   "Application 'x' is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps.",
	} {
		byCode, known := advice.Find(code)
		if byText, is := advice.InText(text); !known || is && byText.Points != byCode.Points {
			t.Errorf("AADSTS%d points at %s, its text at %s", code, byCode.Points, byText.Points)
		}
	}
}

func TestOAuth_KnowsTheErrorsThatSayEnough(t *testing.T) {
	for name, points := range map[string]advice.Points{
		"invalid_client": advice.Secret, "unauthorized_client": advice.Client, "invalid_tenant": advice.Tenant,
		"invalid_scope": advice.App, "access_denied": advice.Policy, "consent_required": advice.Consent,
	} {
		entry, known := advice.OAuth(name)
		if !known || entry.Points != points || !isSentence(entry.Cause) || !isSentence(entry.Remedy) {
			t.Errorf("%s: %+v", name, entry)
		}
	}
	for _, name := range []string{"invalid_request", "something_new", ""} {
		if entry, known := advice.OAuth(name); known {
			t.Errorf("%q is known: %+v", name, entry)
		}
	}
}
