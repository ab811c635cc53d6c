"""A printer on USB: pyusb itself runs, on a bus that is made up."""

from __future__ import annotations

from array import array
from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core

PRINTER, STORAGE = 7, 8
OUT, BACK = 0x01, 0x82


class Bus(usb.backend.IBackend):  # type: ignore[misc] # pyusb has no types
    """A memory stick and a printer, which keeps what it is sent in `taken` and is always well.

    `words` are its next answers; `gone`: it was pulled out; `full`: it takes nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.taken = bytearray()
        self.words: list[bytes] = []
        self.claims = 0
        self.gone = False
        self.full = False
        self.driver = True

    def enumerate_devices(self) -> list[Any]:
        return [STORAGE] if self.gone else [STORAGE, PRINTER]

    def get_device_descriptor(self, device: int) -> Any:
        return _described(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=0x0416, idProduct=0x5000 + device,
            bcdDevice=1, iManufacturer=0, iProduct=0, iSerialNumber=0, bNumConfigurations=1,
            address=device, bus=1, port_number=1, port_numbers=None, speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, device: int, number: int) -> Any:
        return _described(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1,
            bConfigurationValue=1, iConfiguration=0, bmAttributes=0x80, bMaxPower=50,
        )  # fmt: skip

    def get_interface_descriptor(self, device: int, face: int, kind: int, number: int) -> Any:
        if face or kind:
            raise IndexError
        return _described(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0,
            bNumEndpoints=2, bInterfaceClass=device, bInterfaceSubClass=1,
            bInterfaceProtocol=2, iInterface=0,
        )  # fmt: skip

    def get_endpoint_descriptor(self, device: int, end: int, *of: int) -> Any:
        return _described(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, BACK)[end], bmAttributes=2,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0,
        )  # fmt: skip

    def open_device(self, device: int) -> int:
        return device

    def close_device(self, handle: int) -> None:
        """Nothing to close."""

    def get_configuration(self, handle: int) -> int:
        return 1

    def is_kernel_driver_active(self, handle: int, face: int) -> bool:
        return self.driver

    def detach_kernel_driver(self, handle: int, face: int) -> None:
        self.driver = False

    def claim_interface(self, handle: int, face: int) -> None:
        assert not self.driver
        self.claims += 1

    def release_interface(self, handle: int, face: int) -> None:
        """Nothing to release."""

    def bulk_write(self, handle: int, end: int, face: int, data: array[int], timeout: int) -> int:
        assert (handle, end) == (PRINTER, OUT) and timeout > 0
        self._fail(self.full)
        said = data.tobytes()
        self.taken += said
        if said.startswith(b"\x10\x04"):
            self.words.append(b"\x12")
        elif said.startswith(b"\x1d(H"):
            self.words.append(b"\x37\x22" + said[-4:] + b"\x00")
        return len(data)

    def bulk_read(self, handle: int, end: int, face: int, buffer: array[int], timeout: int) -> int:
        assert (handle, end) == (PRINTER, BACK) and timeout > 0
        self._fail(not self.words)
        word = self.words.pop(0)
        buffer[: len(word)] = array("B", word)
        return len(word)

    def _fail(self, late: bool) -> None:
        if self.gone:
            raise usb.core.USBError("no such device", errno=19)
        if late:
            raise usb.core.USBTimeoutError("timed out", errno=110)


def _described(**values: Any) -> Any:
    return SimpleNamespace(extra_descriptors=[], **values)
