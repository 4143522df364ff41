package gdi

import (
	"fmt"
	"image"
	"strings"

	"golang.org/x/sys/windows"
)

// The functions of Windows that golang.org/x/sys/windows does not have.
var (
	user32   = windows.NewLazySystemDLL("user32.dll")
	gdi32    = windows.NewLazySystemDLL("gdi32.dll")
	kernel32 = windows.NewLazySystemDLL("kernel32.dll")
	shell32  = windows.NewLazySystemDLL("shell32.dll")
	imm32    = windows.NewLazySystemDLL("imm32.dll")
	dwmapi   = windows.NewLazySystemDLL("dwmapi.dll")

	registerClassEx     = user32.NewProc("RegisterClassExW")
	unregisterClass     = user32.NewProc("UnregisterClassW")
	createWindowEx      = user32.NewProc("CreateWindowExW")
	destroyWindow       = user32.NewProc("DestroyWindow")
	defWindowProc       = user32.NewProc("DefWindowProcW")
	getMessage          = user32.NewProc("GetMessageW")
	peekMessage         = user32.NewProc("PeekMessageW")
	translateMessage    = user32.NewProc("TranslateMessage")
	dispatchMessage     = user32.NewProc("DispatchMessageW")
	postMessage         = user32.NewProc("PostMessageW")
	postQuitMessage     = user32.NewProc("PostQuitMessage")
	sendMessage         = user32.NewProc("SendMessageW")
	showWindow          = user32.NewProc("ShowWindow")
	setForegroundWindow = user32.NewProc("SetForegroundWindow")
	setFocus            = user32.NewProc("SetFocus")
	setWindowPos        = user32.NewProc("SetWindowPos")
	setWindowText       = user32.NewProc("SetWindowTextW")
	getWindowLongPtr    = user32.NewProc("GetWindowLongPtrW")
	setWindowLongPtr    = user32.NewProc("SetWindowLongPtrW")
	getWindowPlacement  = user32.NewProc("GetWindowPlacement")
	setWindowPlacement  = user32.NewProc("SetWindowPlacement")
	getWindowRect       = user32.NewProc("GetWindowRect")
	isIconic            = user32.NewProc("IsIconic")
	isZoomed            = user32.NewProc("IsZoomed")
	adjustWindowRectEx  = user32.NewProc("AdjustWindowRectEx")
	adjustRectForDPI    = user32.NewProc("AdjustWindowRectExForDpi")
	getDPIForWindow     = user32.NewProc("GetDpiForWindow")
	setDPIContext       = user32.NewProc("SetProcessDpiAwarenessContext")
	setDPIAware         = user32.NewProc("SetProcessDPIAware")
	getSystemMetrics    = user32.NewProc("GetSystemMetrics")
	monitorFromWindow   = user32.NewProc("MonitorFromWindow")
	getMonitorInfo      = user32.NewProc("GetMonitorInfoW")
	invalidateRect      = user32.NewProc("InvalidateRect")
	beginPaint          = user32.NewProc("BeginPaint")
	endPaint            = user32.NewProc("EndPaint")
	fillRect            = user32.NewProc("FillRect")
	getDC               = user32.NewProc("GetDC")
	releaseDC           = user32.NewProc("ReleaseDC")
	loadCursor          = user32.NewProc("LoadCursorW")
	loadIcon            = user32.NewProc("LoadIconW")
	setCursor           = user32.NewProc("SetCursor")
	createIconIndirect  = user32.NewProc("CreateIconIndirect")
	destroyIcon         = user32.NewProc("DestroyIcon")
	getKeyState         = user32.NewProc("GetKeyState")
	getKeyboardLayout   = user32.NewProc("GetKeyboardLayout")
	mapVirtualKeyEx     = user32.NewProc("MapVirtualKeyExW")
	getMessageTime      = user32.NewProc("GetMessageTime")
	getDoubleClickTime  = user32.NewProc("GetDoubleClickTime")
	setCapture          = user32.NewProc("SetCapture")
	releaseCapture      = user32.NewProc("ReleaseCapture")
	trackMouseEvent     = user32.NewProc("TrackMouseEvent")
	screenToClient      = user32.NewProc("ScreenToClient")
	openClipboard       = user32.NewProc("OpenClipboard")
	closeClipboard      = user32.NewProc("CloseClipboard")
	emptyClipboard      = user32.NewProc("EmptyClipboard")
	getClipboardData    = user32.NewProc("GetClipboardData")
	setClipboardData    = user32.NewProc("SetClipboardData")
	blockShutdown       = user32.NewProc("ShutdownBlockReasonCreate")
	unblockShutdown     = user32.NewProc("ShutdownBlockReasonDestroy")

	globalAlloc  = kernel32.NewProc("GlobalAlloc")
	globalFree   = kernel32.NewProc("GlobalFree")
	globalLock   = kernel32.NewProc("GlobalLock")
	globalUnlock = kernel32.NewProc("GlobalUnlock")
	globalSize   = kernel32.NewProc("GlobalSize")

	createBitmap      = gdi32.NewProc("CreateBitmap")
	createSolidBrush  = gdi32.NewProc("CreateSolidBrush")
	deleteObject      = gdi32.NewProc("DeleteObject")
	setDIBitsToDevice = gdi32.NewProc("SetDIBitsToDevice")
	getDeviceCaps     = gdi32.NewProc("GetDeviceCaps")

	dragAcceptFiles = shell32.NewProc("DragAcceptFiles")
	dragQueryFile   = shell32.NewProc("DragQueryFileW")
	dragQueryPoint  = shell32.NewProc("DragQueryPoint")
	dragFinish      = shell32.NewProc("DragFinish")

	immGetContext           = imm32.NewProc("ImmGetContext")
	immReleaseContext       = imm32.NewProc("ImmReleaseContext")
	immSetCompositionWindow = imm32.NewProc("ImmSetCompositionWindow")
	immSetCandidateWindow   = imm32.NewProc("ImmSetCandidateWindow")
	immSetCompositionFont   = imm32.NewProc("ImmSetCompositionFontW")
	immNotifyIME            = imm32.NewProc("ImmNotifyIME")
	immAssociateContextEx   = imm32.NewProc("ImmAssociateContextEx")

	dwmSetWindowAttribute = dwmapi.NewProc("DwmSetWindowAttribute")
)

// The messages of Windows that are understood here.
const (
	wmSize            = 0x0005
	wmSetFocus        = 0x0007
	wmKillFocus       = 0x0008
	wmPaint           = 0x000f
	wmClose           = 0x0010
	wmQueryEndSession = 0x0011
	wmEraseBackground = 0x0014
	wmEndSession      = 0x0016
	wmSetCursor       = 0x0020
	wmGetMinMaxInfo   = 0x0024
	wmDisplayChange   = 0x007e
	wmSetIcon         = 0x0080
	wmKeyDown         = 0x0100
	wmKeyUp           = 0x0101
	wmChar            = 0x0102
	wmDeadChar        = 0x0103
	wmSysKeyDown      = 0x0104
	wmSysKeyUp        = 0x0105
	wmSysChar         = 0x0106
	wmUniChar         = 0x0109
	wmStartComposing  = 0x010d
	wmEndComposing    = 0x010e
	wmSysCommand      = 0x0112
	wmMenuChar        = 0x0120
	wmMouseMove       = 0x0200
	wmLeftDown        = 0x0201
	wmLeftUp          = 0x0202
	wmRightDown       = 0x0204
	wmRightUp         = 0x0205
	wmMiddleDown      = 0x0207
	wmMiddleUp        = 0x0208
	wmMouseWheel      = 0x020a
	wmMouseWheelAside = 0x020e
	wmCaptureChanged  = 0x0215
	wmDropFiles       = 0x0233
	wmComposedChar    = 0x0286
	wmMouseLeave      = 0x02a3
	wmDPIChanged      = 0x02e0
	wmApp             = 0x8000
)

// Window styles, and the flags of SetWindowPos and ShowWindow.
const (
	styleFrame     = 0x00cf0000 // WS_OVERLAPPEDWINDOW
	styleThick     = 0x00040000 // WS_THICKFRAME
	styleMaximize  = 0x00010000 // WS_MAXIMIZEBOX
	stylePopup     = 0x80000000 // WS_POPUP
	styleVisible   = 0x10000000 // WS_VISIBLE
	styleMaximized = 0x01000000 // WS_MAXIMIZE
	styleMinimized = 0x20000000 // WS_MINIMIZE
	indexStyle     = -16        // GWL_STYLE
	useDefault     = 0x80000000 // CW_USEDEFAULT
	posNoSize      = 0x0001
	posNoMove      = 0x0002
	posNoOrder     = 0x0004
	posNoActivate  = 0x0010
	posFrameChange = 0x0020
	showHide       = 0
	showNormal     = 1
	showAgain      = 5
	topMost        = ^uintptr(0) // HWND_TOPMOST
	messageOnly    = ^uintptr(2) // HWND_MESSAGE
)

type point struct{ X, Y int32 }

type rect struct{ Left, Top, Right, Bottom int32 }

func (r rect) rectangle() image.Rectangle {
	return image.Rect(int(r.Left), int(r.Top), int(r.Right), int(r.Bottom))
}

func (r rect) width() int32  { return r.Right - r.Left }
func (r rect) height() int32 { return r.Bottom - r.Top }

// scaled is the area with another size, at its place.
func (r rect) scaled(by float32) rect {
	r.Right, r.Bottom = r.Left+int32(float32(r.width())*by), r.Top+int32(float32(r.height())*by)
	return r
}

func rectOf(r image.Rectangle) rect {
	return rect{int32(r.Min.X), int32(r.Min.Y), int32(r.Max.X), int32(r.Max.Y)}
}

type windowClass struct {
	size, style                        uint32
	procedure                          uintptr
	classExtra, windowExtra            int32
	instance, icon, cursor, background windows.Handle
	menu, name                         *uint16
	smallIcon                          windows.Handle
}

type message struct {
	window  windows.HWND
	number  uint32
	wParam  uintptr
	lParam  uintptr
	time    uint32
	at      point
	private uint32
}

type paintStruct struct {
	dc       windows.Handle
	erase    int32
	paint    rect
	restore  int32
	update   int32
	reserved [32]byte
}

type bitmapInfo struct {
	size          uint32
	width, height int32
	planes, bits  uint16
	compression   uint32
	imageSize     uint32
	perMeter      [2]int32
	used, needed  uint32
	colors        [1]uint32
}

type iconInfo struct {
	isIcon      int32
	x, y        uint32
	mask, color windows.Handle
}

type minMaxInfo struct{ reserved, maxSize, maxPosition, minTrack, maxTrack point }

type mouseTracking struct {
	size, flags uint32
	window      windows.HWND
	hover       uint32
}

type monitorInfo struct {
	size          uint32
	monitor, work rect
	flags         uint32
}

type windowPlacement struct {
	length, flags, show uint32
	min, max            point
	normal              rect
}

type compositionForm struct {
	style uint32
	at    point
	area  rect
}

// font is a LOGFONTW.
type font struct {
	height, width, escapement, orientation, weight int32
	italic, underline, strikeOut, charset          byte
	precision, clipping, quality, family           byte
	face                                           [32]uint16
}

type candidateForm struct {
	index, style uint32
	at           point
	area         rect
}

// call calls a function of Windows, and returns what it returned. What the
// arguments point to stays where it is for as long; that takes the conversion
// uintptr(unsafe.Pointer(x)) in the call itself.
//
//go:uintptrescapes
func call(function *windows.LazyProc, arguments ...uintptr) uintptr {
	result, _, _ := function.Call(arguments...)
	return result
}

// callErr is call for a function whose zero means an error.
//
//go:uintptrescapes
func callErr(function *windows.LazyProc, arguments ...uintptr) (uintptr, error) {
	result, _, err := function.Call(arguments...)
	if result == 0 {
		return 0, fmt.Errorf("%s: %w", function.Name, err)
	}
	return result, nil
}

// text16 returns a text as Windows wants it. It ends at the first NUL.
func text16(text string) *uint16 {
	text, _, _ = strings.Cut(text, "\x00")
	pointer, _ := windows.UTF16PtrFromString(text) // It has no NUL.
	return pointer
}
