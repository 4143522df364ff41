// Package keystoretest gives tests a keychain of their own on a session bus of
// their own: a real GNOME Keyring, or a fake Secret Service that behaves badly.
// Nothing in it ever touches the keychain of the person who runs the tests.
//
// It works on Linux, with dbus-daemon and gnome-keyring-daemon installed; on
// Windows, Keyring is the Credential Manager.
package keystoretest
