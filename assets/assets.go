// Package assets holds what is shipped with the programs and is no code: the
// icons, and below them the texts, the advice, the schema and the packs.
package assets

import _ "embed"

// WindowIcon is the icon for a window's frame, a PNG of 128 by 128 pixels: the
// system gets it pixel by pixel at each start.
//
//go:embed icon-window.png
var WindowIcon []byte

// Calendar is an icon of 24 by 24 pixels, an SVG without colors.
//
//go:embed calendar.svg
var Calendar []byte
