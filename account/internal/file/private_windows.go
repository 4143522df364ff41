package file

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// CreatePrivate creates a file that only its owner can open, and the system and
// its administrators, as in a person's profile. One that exists, even as a
// link, is an error. A file system without access lists has to do without one.
func CreatePrivate(path string) (*os.File, error) {
	name, err := windows.UTF16PtrFromString(extended(path))
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	attributes, err := private("")
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	create := func(attributes *windows.SecurityAttributes) (windows.Handle, error) {
		return windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE,
			windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE, attributes, windows.CREATE_NEW, windows.FILE_ATTRIBUTE_NORMAL, 0)
	}
	handle, err := create(attributes)
	if hasNoAccessLists(err) {
		handle, err = create(nil)
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(handle), path), nil
}

// MakePrivateDirectory makes a directory that only its owner can enter, and
// the system and its administrators; so are the files that are made in it. It
// closes one that is there already to others.
func MakePrivateDirectory(path string) error {
	attributes, err := private("OICI")
	if err != nil {
		return &fs.PathError{Op: "mkdir", Path: path, Err: err}
	}
	name, err := windows.UTF16PtrFromString(extended(path))
	if err == nil {
		err = windows.CreateDirectory(name, attributes)
	}
	if hasNoAccessLists(err) {
		err = windows.CreateDirectory(name, nil)
	}
	if err == nil {
		return nil
	}
	if !errors.Is(err, fs.ErrExist) {
		return &fs.PathError{Op: "mkdir", Path: path, Err: err}
	}
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return err
	case !info.IsDir():
		return ErrNotDirectory
	case !OpenToOthers(path):
		return nil
	}
	return closeToOthers(path, attributes.SecurityDescriptor)
}

// closeToOthers gives the person's own directory an access list that leaves
// out everybody else. Another person's, such as a drive's root, stays.
func closeToOthers(path string, to *windows.SECURITY_DESCRIPTOR) error {
	denied := &fs.PathError{Op: "chmod", Path: path, Err: windows.ERROR_ACCESS_DENIED}
	descriptor, err := windows.GetNamedSecurityInfo(extended(path), windows.SE_FILE_OBJECT, windows.OWNER_SECURITY_INFORMATION)
	if err != nil {
		return denied
	}
	owner, _, err := descriptor.Owner()
	me, errMe := user()
	if err != nil || errMe != nil || !owner.Equals(me) {
		return denied
	}
	list, _, err := to.DACL()
	if err != nil {
		return denied
	}
	const what = windows.DACL_SECURITY_INFORMATION | windows.PROTECTED_DACL_SECURITY_INFORMATION
	if err := windows.SetNamedSecurityInfo(extended(path), windows.SE_FILE_OBJECT, what, nil, nil, list, nil); err != nil {
		return &fs.PathError{Op: "chmod", Path: path, Err: err}
	}
	if OpenToOthers(path) {
		return denied // Wine 8 says that it did so.
	}
	return nil
}

// OpenToOthers reports whether a file or directory can be opened by anybody but
// its owner, the system and its administrators. Where that is not known, it
// counts as closed.
func OpenToOthers(path string) bool {
	descriptor, err := windows.GetNamedSecurityInfo(extended(path), windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		return false
	}
	list, _, err := descriptor.DACL()
	if errors.Is(err, windows.ERROR_OBJECT_NOT_FOUND) || err == nil && list == nil {
		return true // Without a list, everybody may do everything.
	}
	me, errMe := user()
	if err != nil || errMe != nil {
		return false
	}
	for i := range uint32(list.AceCount) {
		var entry *windows.ACCESS_ALLOWED_ACE
		if windows.GetAce(list, i, &entry) != nil || entry.Header.AceType != windows.ACCESS_ALLOWED_ACE_TYPE {
			continue
		}
		if !trusted((*windows.SID)(unsafe.Pointer(&entry.SidStart)), me) {
			return true
		}
	}
	return false
}

// trusted reports whether an entry of an access list gives nothing to others.
func trusted(sid, me *windows.SID) bool {
	return sid.Equals(me) || sid.IsWellKnown(windows.WinLocalSystemSid) ||
		sid.IsWellKnown(windows.WinBuiltinAdministratorsSid) || sid.IsWellKnown(windows.WinCreatorOwnerSid) ||
		sid.IsWellKnown(windows.WinCreatorOwnerRightsSid)
}

// private describes what only the person can open, and the system and its
// administrators. inherited says to what in a directory that is handed down.
// The list is written in Windows' own language for them: P takes no more from
// the directory above, FA is all that can be done, SY and BA are the system and
// the administrators.
func private(inherited string) (*windows.SecurityAttributes, error) {
	me, err := user()
	if err != nil {
		return nil, err
	}
	descriptor, err := windows.SecurityDescriptorFromString(
		fmt.Sprintf("D:P(A;%[1]s;FA;;;%[2]s)(A;%[1]s;FA;;;SY)(A;%[1]s;FA;;;BA)", inherited, me))
	if err != nil {
		return nil, err
	}
	attributes := &windows.SecurityAttributes{SecurityDescriptor: descriptor}
	attributes.Length = uint32(unsafe.Sizeof(*attributes))
	return attributes, nil
}

// user is the person whose program this is.
func user() (*windows.SID, error) {
	account, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, err
	}
	return account.User.Sid, nil
}

// hasNoAccessLists reports whether a file system, such as a network drive's,
// refused an access list.
func hasNoAccessLists(err error) bool {
	return errors.Is(err, windows.ERROR_NOT_SUPPORTED) || errors.Is(err, windows.ERROR_INVALID_PARAMETER) ||
		errors.Is(err, windows.ERROR_INVALID_SECURITY_DESCR)
}
