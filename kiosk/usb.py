"""The line straight to a printer on USB (pyusb, with the library of libusb-package).

For computers where no driver makes a port of the printer. Not tried with a real printer.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import libusb_package
import usb.core
import usb.util

from kiosk.line import Broken, NoLine, Talk
from web.aside import aside

T = TypeVar("T")
PRINTER = 7
"""The class of interfaces of printers (USB device class definition for printing devices)."""
LONGEST = 64


class UsbPort:
    """Opens lines to one printer, and keeps its device from job to job: it need not be reset.

    `usb_id` is "vendor:product" in hexadecimal; without one the first printer found is used.
    """

    def __init__(
        self,
        usb_id: str | None,
        backend: Callable[[], Any] = libusb_package.get_libusb1_backend,
    ) -> None:
        self._wanted = [int(part, 16) for part in usb_id.split(":")] if usb_id else []
        self._backend = backend
        self._device: Any = None
        self.out: Any = None
        self.back: Any = None

    def __call__(self) -> Usb:
        if self._device is None:
            try:
                aside(self._claim)
            except Exception as error:
                raise NoLine(str(error)) from error
        return Usb(self)

    def call(self, transfer: Callable[[], T]) -> T:
        """Raises USBTimeoutError; after another fault the device is claimed anew, so Broken."""
        try:
            return aside(transfer)
        except usb.core.USBTimeoutError:
            raise
        except usb.core.USBError as error:
            usb.util.dispose_resources(self._device)
            self._device = None
            raise Broken(str(error)) from error

    def _claim(self) -> None:
        """Raises what pyusb raises, and LookupError when there is no such printer."""
        device: Any = usb.core.find(backend=self._backend(), custom_match=self._matches)
        if device is None:
            raise LookupError("no such printer on USB")
        face = _printing(device)
        with suppress(NotImplementedError):
            if device.is_kernel_driver_active(face.bInterfaceNumber):
                device.detach_kernel_driver(face.bInterfaceNumber)
        usb.util.claim_interface(device, face.bInterfaceNumber)
        self.out = _end(face, usb.util.ENDPOINT_OUT)
        self.back = _end(face, usb.util.ENDPOINT_IN)
        self._device = device

    def _matches(self, device: Any) -> bool:
        if self._wanted and [device.idVendor, device.idProduct] != self._wanted:
            return False
        try:
            return _printing(device) is not None
        except usb.core.USBError:  # somebody else's device, which may not be looked into
            return False


class Usb(Talk):
    """One job's line. Every piece is taken by the printer, or it breaks the line."""

    def __init__(self, port: UsbPort) -> None:
        super().__init__()
        self.reads = port.back is not None
        self._port = port

    def close(self) -> None:
        """The device is kept."""

    def abort(self) -> None:
        """This side holds nothing."""

    def _write(self, piece: bytes, stall: float) -> None:
        """A piece that fails may have been taken in part."""
        self.sent += len(piece)
        try:
            self._port.call(lambda: self._port.out.write(piece, _milliseconds(stall)))
        except usb.core.USBTimeoutError as error:
            raise Broken(str(error)) from error

    def _read(self, wait: float) -> bytes:
        if not self.reads:
            return b""
        with suppress(usb.core.USBTimeoutError):
            return bytes(
                self._port.call(lambda: self._port.back.read(LONGEST, _milliseconds(wait)))
            )
        return b""


def _printing(device: Any) -> Any:
    """The interface of a printer, or None."""
    return usb.util.find_descriptor(device.get_active_configuration(), bInterfaceClass=PRINTER)


def _end(face: Any, direction: int) -> Any:
    """Its bulk endpoint in this direction, or None."""
    return usb.util.find_descriptor(
        face,
        custom_match=lambda end: (
            usb.util.endpoint_direction(end.bEndpointAddress) == direction
            and usb.util.endpoint_type(end.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        ),
    )


def _milliseconds(seconds: float) -> int:
    """At least one: none at all is without end."""
    return max(1, round(seconds * 1000))
