package studio

import "net/http"

// keysCookie says that single keys do nothing: WCAG 2.1, success criterion
// 2.1.4, asks that they can be turned off, for people who speak to their
// computer or hit keys by mistake.
const keysCookie = "studio-keys"

// keysOn reports whether single keys do something in somebody's browser.
func keysOn(r *http.Request) bool {
	c, err := r.Cookie(keysCookie)
	return err != nil || c.Value != "off"
}

// changeKeys turns single keys on or off in the person's browser.
func (s *Studio) changeKeys(w http.ResponseWriter, r *http.Request) error {
	value := "off"
	if r.PostFormValue("keys") == "on" {
		value = "on"
	}
	http.SetCookie(w, &http.Cookie{
		Name: keysCookie, Value: value, Path: s.Live.Current().Config.BasePath() + Root, MaxAge: 365 * 24 * 60 * 60,
		HttpOnly: true, Secure: s.Secure(r), SameSite: http.SameSiteLaxMode,
	})
	return s.to(w, r, "me#keys-off")
}
