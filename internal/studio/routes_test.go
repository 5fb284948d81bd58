package studio

import (
	"net/http"
	"net/http/httptest"
	"slices"

	"github.com/gorilla/mux"
)

// RouteList are all addresses that are registered, each with its method: "GET
// /studio/edit/{slug}". HEAD is answered as GET is.
func (s *Studio) RouteList() []string {
	var out []string
	_ = s.router.Walk(func(route *mux.Route, _ *mux.Router, _ []*mux.Route) error { // no step fails
		methods, _ := route.GetMethods()
		path, _ := route.GetPathTemplate()
		for _, method := range methods {
			if method != http.MethodHead {
				out = append(out, method+" "+path)
			}
		}
		return nil
	})
	slices.Sort(out)
	return out
}

// RouteOf is the one of them that answers a request; "" for none.
func (s *Studio) RouteOf(method, path string) string {
	var found mux.RouteMatch
	if !s.router.Match(httptest.NewRequest(method, path, nil), &found) || found.Route == nil {
		return ""
	}
	template, _ := found.Route.GetPathTemplate()
	return method + " " + template
}
