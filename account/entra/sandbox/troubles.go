package sandbox

import (
	"io"
	"net/http"
)

// answerNothing keeps the client waiting until it gives up or the tenant closes.
func answerNothing(_ http.ResponseWriter, r *http.Request) {
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}

func answerThrottled(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", "120")
	refusal{
		status: http.StatusTooManyRequests, oauth: "temporarily_unavailable", code: 90055,
		text: "The server is throttling requests of this tenant.",
	}.write(w, r)
}

func answerUnavailable(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Retry-After", "30")
	writePage(w, http.StatusServiceUnavailable, "Service unavailable")
}

func answerPortal(w http.ResponseWriter, _ *http.Request) {
	writePage(w, http.StatusOK, "Practice Hotel: please sign in to use the network")
}

func answerRedirect(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://portal.elsewhere.invalid/sign-in", http.StatusFound)
}

// answerBroken sends the beginning of a token answer and not its end.
func answerBroken(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = io.WriteString(w, `{"token_type":"Bearer","expires_in":3599,"access_tok`)
}

func writePage(w http.ResponseWriter, status int, title string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, "<!DOCTYPE html>\n<html><head><title>"+title+"</title></head><body><h1>"+title+"</h1></body></html>\n")
}
