// Package likeness is the specification of how a picture is known again after
// others have passed it on: compressed, made smaller, cut off at the sides,
// with a margin around it, without its metadata.
//
// It takes two steps. A Code of 1024 bits says where a picture has letters and
// lines; codes of thousands of pictures are compared in milliseconds, and name
// some that the query may be. Compare then lays each of these over the query,
// finds where it fits best and correlates what both show in detail. Pictures
// of one design that say different things agree in most of their codes, and
// correlate by less than 0.7; copies of one picture by more than 0.8.
//
// A picture in which somebody changed a few letters is still like ours. What
// can be told is which picture it is, not that nobody altered it.
package likeness
