package gdi

import (
	"image"
	"unsafe"
)

// SetCaret implements native.Window.
func (w *window) SetCaret(caret image.Rectangle) {
	w.mu.Lock()
	same := w.caretAsked == caret
	w.caretAsked = caret
	w.mu.Unlock()
	if !same {
		w.system.post(func() { w.takeText(caret) })
	}
}

// takeText switches the input method on where text is taken, and off elsewhere,
// where it would swallow shortcuts.
func (w *window) takeText(caret image.Rectangle) {
	const byDefault = 0x10 // IACE_DEFAULT
	if caret.Empty() != w.caret.Empty() || caret.Empty() {
		w.finishComposing()
		flags := uintptr(byDefault)
		if caret.Empty() {
			flags = 0
		}
		call(immAssociateContextEx, uintptr(w.handle), 0, flags)
	}
	w.caret = caret
	w.placeComposition()
}

// finishComposing takes what an input method has composed so far as it stands, as
// Windows' own fields do where the mouse is pressed: it belongs to the field in
// which it was begun.
func (w *window) finishComposing() {
	if !w.composing {
		return
	}
	context := call(immGetContext, uintptr(w.handle))
	if context == 0 {
		return
	}
	defer call(immReleaseContext, uintptr(w.handle), context)
	const text, complete = 0x15, 1 // NI_COMPOSITIONSTR, CPS_COMPLETE
	call(immNotifyIME, context, text, complete, 0)
}

// placeComposition lays the input method's text over the caret, in letters as
// high as it, and its list of characters beside it.
func (w *window) placeComposition() {
	if w.caret.Empty() {
		return
	}
	context := call(immGetContext, uintptr(w.handle))
	if context == 0 {
		return
	}
	defer call(immReleaseContext, uintptr(w.handle), context)
	const atPoint, besideArea = 0x0002, 0x0080 // CFS_POINT, CFS_EXCLUDE
	text := compositionForm{style: atPoint, at: point{int32(w.caret.Min.X), int32(w.caret.Min.Y)}}
	call(immSetCompositionWindow, context, uintptr(unsafe.Pointer(&text)))
	const defaultCharset = 1
	letters := font{height: int32(w.caret.Dy()), charset: defaultCharset}
	call(immSetCompositionFont, context, uintptr(unsafe.Pointer(&letters)))
	list := candidateForm{style: besideArea, at: point{int32(w.caret.Min.X), int32(w.caret.Max.Y)}, area: rectOf(w.caret)}
	call(immSetCandidateWindow, context, uintptr(unsafe.Pointer(&list)))
}
