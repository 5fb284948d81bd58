// Package page is the specification of the public HTML pages: what each one
// shows, in which order, and in which words.
//
// Every page leads with the fact; the claim stands once, small, as a quotation
// with its rating. A draft translation says so before anything else. Pages need
// no script, make no request to another site, carry no inline style or
// executable script, and every link on them stays under the site's address.
//
// The templates in templates/site are checked against the structs of this
// package when they are loaded, so that a mistake in a project's own template
// is a problem with its file and line before any page is made.
package page
