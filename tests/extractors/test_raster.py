"""Pictures of pages: bounded, in the viewer's points, and never an exception of a library's own."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from extractors import raster
from extractors.raster import Undrawable, count_frames, frame, frames, render


def png(width: int, height: int, *, mode: str = "RGB", colour: object = "white", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), colour).save(out, "PNG", **more)  # type: ignore[arg-type]
    return out.getvalue()


def jpeg_lying_on_its_side(width: int, height: int) -> bytes:
    image = Image.new("RGB", (width, height), "white")
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_pixel_of_a_photo_is_one_point() -> None:
    picture = frame(png(300, 200))
    assert (picture.width, picture.height, picture.scale) == (300, 200, 1.0)
    assert picture.is_photo


def test_a_photo_is_seen_after_its_exif_turn() -> None:
    picture = frame(jpeg_lying_on_its_side(300, 200))
    assert (picture.width, picture.height) == (200, 300)
    assert picture.pixels.shape == (300, 200, 3)


def test_a_large_photo_is_made_smaller_but_keeps_its_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "READ_SIDE", 400)
    picture = frame(png(1600, 800))
    assert picture.pixels.shape == (200, 400, 3)
    assert (picture.width, picture.height, picture.scale) == (1600, 800, 4.0)


def test_every_frame_of_a_tiff_is_a_page() -> None:
    out = io.BytesIO()
    first, *rest = [Image.new("L", (60 + 10 * n, 40), 255) for n in range(3)]
    first.save(out, "TIFF", save_all=True, append_images=rest)
    assert count_frames(out.getvalue()) == 3
    assert [picture.width for picture in frames(out.getvalue())] == [60, 70, 80]


def test_what_is_transparent_is_paper() -> None:
    assert frame(png(20, 20, mode="RGBA", colour=(0, 0, 0, 0))).pixels.min() == 255


def test_pixels_cannot_be_changed_by_who_gets_them() -> None:
    with pytest.raises(ValueError, match="read-only"):
        frame(png(20, 20)).pixels[0, 0] = 0


def test_an_image_of_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "MAX_SOURCE_PIXELS", 10_000)
    with pytest.raises(Undrawable) as refused:
        frame(png(200, 200))
    assert "像素过多" in refused.value.problem.message
    assert refused.value.problem.remedy


@given(st.binary(max_size=400))
def test_bytes_that_are_no_image_raise_nothing_else(untrusted: bytes) -> None:
    with pytest.raises(Undrawable):
        frame(untrusted)


@given(st.integers(0, 2000), st.integers(0, 255))
def test_a_damaged_image_raises_nothing_else(at: int, value: int) -> None:
    data = bytearray(png(40, 40))
    data[at % len(data)] = value
    with contextlib.suppress(Undrawable):
        assert frame(bytes(data)).pixels.ndim == 3


def test_a_page_is_drawn_in_the_points_a_viewer_shows(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    Image.new("RGB", (400, 200), "white").save(path, "PDF", resolution=100)
    picture = render(str(path), 1, dpi=144)
    assert (picture.width, picture.height) == (288, 144)
    assert picture.pixels.shape == (288, 576, 3)
    assert picture.source_dpi == pytest.approx(100, abs=1)


@pytest.mark.parametrize("number", [2, 5, 10**9])
def test_a_page_that_is_not_there_is_a_problem(tmp_path: Path, number: int) -> None:
    path = tmp_path / "page.pdf"
    Image.new("RGB", (40, 20), "white").save(path, "PDF")
    with pytest.raises(Undrawable) as refused:
        render(str(path), number)
    assert refused.value.problem.message.endswith("无法渲染")


def test_a_broken_pdf_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 nothing more")
    with pytest.raises(Undrawable):
        render(str(path), 1)


def test_a_page_of_many_points_stays_within_its_pixels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "MAX_PIXELS", 100_000)
    path = tmp_path / "large.pdf"
    Image.new("L", (1000, 1000), 255).save(path, "PDF", resolution=72)
    assert render(str(path), 1, dpi=300).pixels.shape[0] <= 317
