"""Types of the Windows API, under its names."""

import ctypes

_Pointer = ctypes.POINTER

# Scalars

BYTE = BOOLEAN = ctypes.c_byte
WORD = ATOM = LANGID = USHORT = ctypes.c_ushort
DWORD = ULONG = COLORREF = LCID = LCTYPE = LGRPID = ctypes.c_ulong
SHORT = ctypes.c_short
INT = ctypes.c_int
UINT = ctypes.c_uint
LONG = BOOL = ctypes.c_long
FLOAT = ctypes.c_float
DOUBLE = ctypes.c_double
CHAR = ctypes.c_char
WCHAR = ctypes.c_wchar
LARGE_INTEGER = _LARGE_INTEGER = ctypes.c_longlong
ULARGE_INTEGER = _ULARGE_INTEGER = ctypes.c_ulonglong

# Parameters of messages have the size of a pointer.
for _signed, _unsigned in ((ctypes.c_long, ctypes.c_ulong), (ctypes.c_longlong, ctypes.c_ulonglong)):
    if ctypes.sizeof(_signed) == ctypes.sizeof(ctypes.c_void_p):
        LPARAM, WPARAM = _signed, _unsigned
        break
del _signed, _unsigned


class VARIANT_BOOL(ctypes._SimpleCData):
    _type_ = "v"

    def __repr__(self):
        return "%s(%r)" % (self.__class__.__name__, self.value)


# Strings and other pointers without a type

LPSTR = LPCSTR = ctypes.c_char_p
LPWSTR = LPCWSTR = OLESTR = LPOLESTR = LPCOLESTR = ctypes.c_wchar_p
LPVOID = LPCVOID = ctypes.c_void_p

# Handles

HANDLE = ctypes.c_void_p
HACCEL = HBITMAP = HBRUSH = HCOLORSPACE = HDC = HDESK = HDWP = HENHMETAFILE = HFONT = HANDLE
HGDIOBJ = HGLOBAL = HHOOK = HICON = HINSTANCE = HKEY = HKL = HLOCAL = HMENU = HMETAFILE = HANDLE
HMODULE = HMONITOR = HPALETTE = HPEN = HRGN = HRSRC = HSTR = HTASK = HWINSTA = HWND = HANDLE
SC_HANDLE = SERVICE_STATUS_HANDLE = HANDLE

# Structures


class RECT(ctypes.Structure):
    _fields_ = [(side, LONG) for side in ("left", "top", "right", "bottom")]


tagRECT = _RECTL = RECTL = RECT


class _SMALL_RECT(ctypes.Structure):
    _fields_ = [(side, SHORT) for side in ("Left", "Top", "Right", "Bottom")]


SMALL_RECT = _SMALL_RECT


class _COORD(ctypes.Structure):
    _fields_ = [("X", SHORT), ("Y", SHORT)]


class POINT(ctypes.Structure):
    _fields_ = [("x", LONG), ("y", LONG)]


tagPOINT = _POINTL = POINTL = POINT


class SIZE(ctypes.Structure):
    _fields_ = [("cx", LONG), ("cy", LONG)]


tagSIZE = SIZEL = SIZE


class FILETIME(ctypes.Structure):
    _fields_ = [("dwLowDateTime", DWORD), ("dwHighDateTime", DWORD)]


_FILETIME = FILETIME


class MSG(ctypes.Structure):
    _fields_ = [("hWnd", HWND), ("message", UINT), ("wParam", WPARAM), ("lParam", LPARAM), ("time", DWORD), ("pt", POINT)]


tagMSG = MSG

MAX_PATH = 260


def _find_data(char):
    """The fields of what FindFirstFile tells of a file, with names of such characters."""
    fields = [("dwFileAttributes", DWORD)]
    fields += [("ft%sTime" % event, FILETIME) for event in ("Creation", "LastAccess", "LastWrite")]
    fields += [(name, DWORD) for name in ("nFileSizeHigh", "nFileSizeLow", "dwReserved0", "dwReserved1")]
    return fields + [("cFileName", char * MAX_PATH), ("cAlternateFileName", char * 14)]


class WIN32_FIND_DATAA(ctypes.Structure):
    _fields_ = _find_data(CHAR)


class WIN32_FIND_DATAW(ctypes.Structure):
    _fields_ = _find_data(WCHAR)


def RGB(red, green, blue):
    return red | green << 8 | blue << 16


# Pointers

LPBOOL = PBOOL = _Pointer(BOOL)
PBOOLEAN = _Pointer(BOOLEAN)
LPBYTE = PBYTE = _Pointer(BYTE)
PCHAR = _Pointer(CHAR)
LPCOLORREF = _Pointer(COLORREF)
LPDWORD = PDWORD = _Pointer(DWORD)
LPFILETIME = PFILETIME = _Pointer(FILETIME)
PFLOAT = _Pointer(FLOAT)
LPHANDLE = PHANDLE = _Pointer(HANDLE)
PHKEY = _Pointer(HKEY)
LPHKL = _Pointer(HKL)
LPINT = PINT = _Pointer(INT)
PLARGE_INTEGER = _Pointer(LARGE_INTEGER)
PLCID = _Pointer(LCID)
LPLONG = PLONG = _Pointer(LONG)
LPMSG = PMSG = _Pointer(MSG)
LPPOINT = PPOINT = _Pointer(POINT)
PPOINTL = _Pointer(POINTL)
LPRECT = PRECT = _Pointer(RECT)
LPRECTL = PRECTL = _Pointer(RECTL)
LPSC_HANDLE = _Pointer(SC_HANDLE)
PSHORT = _Pointer(SHORT)
LPSIZE = PSIZE = _Pointer(SIZE)
LPSIZEL = PSIZEL = _Pointer(SIZEL)
PSMALL_RECT = _Pointer(SMALL_RECT)
LPUINT = PUINT = _Pointer(UINT)
PULARGE_INTEGER = _Pointer(ULARGE_INTEGER)
PULONG = _Pointer(ULONG)
PUSHORT = _Pointer(USHORT)
PWCHAR = _Pointer(WCHAR)
LPWIN32_FIND_DATAA = PWIN32_FIND_DATAA = _Pointer(WIN32_FIND_DATAA)
LPWIN32_FIND_DATAW = PWIN32_FIND_DATAW = _Pointer(WIN32_FIND_DATAW)
LPWORD = PWORD = _Pointer(WORD)
