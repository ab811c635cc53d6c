"""A limit of memory on Windows: the process puts itself into a job object that has one."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

PROCESS_MEMORY = 0x100
EXTENDED_LIMITS = 9


class Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", Basic),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits(memory: int) -> Extended:
    wanted = Extended()
    wanted.BasicLimitInformation.LimitFlags = PROCESS_MEMORY
    wanted.ProcessMemoryLimit = memory
    return wanted


def limit_memory(memory: int) -> None:
    """Bytes. Where Windows refuses, the process goes on without; its handle lasts as long as it."""
    if sys.platform != "win32":
        return
    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.SetInformationJobObject.argtypes = (
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.c_void_p,
        ctypes.c_uint32,
    )
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    job = kernel.CreateJobObjectW(None, None)
    wanted = limits(memory)
    if job and kernel.SetInformationJobObject(
        job, EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted)
    ):
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
