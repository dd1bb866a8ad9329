"""Recordings coded with FFmpeg: the same bytes on every machine that has the same version of it."""

import io
from functools import cache

import av
import numpy as np

SOUND = {
    "mp3": ("mp3", "libmp3lame"),
    "m4a": ("ipod", "aac"),
    "aac": ("adts", "aac"),
    "flac": ("flac", "flac"),
    "opus": ("ogg", "libopus"),
    "ogg": ("ogg", "vorbis"),
    "wma": ("asf", "wmav2"),
    "wv": ("wv", "wavpack"),
    "mka": ("matroska", "aac"),
}
FILM = {
    "mp4": ("mp4", "libx264"),
    "mkv": ("matroska", "libx264"),
    "avi": ("avi", "mpeg4"),
    "wmv": ("asf", "wmv2"),
    "webm": ("webm", "libvpx"),
    "ts": ("mpegts", "libx264"),
    "flv": ("flv", "flv"),
}
FURTHER_SOUND = {
    "aiff": ("aiff", "pcm_s16be"),
    "au": ("au", "pcm_s16be"),
    "caf": ("caf", "pcm_s16be"),
    "tta": ("tta", "tta"),
}
FURTHER_FILM = {"mpg": ("mpeg", "mpeg2video"), "m2v": ("mpeg2video", "mpeg2video")}
"""Recordings in which no damage is tried."""


@cache
def coded(ending: str, layout: str = "stereo") -> bytes:
    """Four seconds of noise and hum, or of moving noise."""
    out, draw = io.BytesIO(), np.random.default_rng(1)
    form, coder = (SOUND | FILM | FURTHER_SOUND | FURTHER_FILM)[ending]
    with av.open(out, "w", format=form) as target:
        if ending in SOUND | FURTHER_SOUND:
            made = target.add_stream(coder, rate=48000, layout=layout, options={"strict": "-2", "b": "96000"})
            frames = [sound(made, draw, number) for number in range(187)]
        else:
            made = target.add_stream(coder, rate=25)
            made.width, made.height, made.pix_fmt = 160, 120, "yuv420p"
            frames = [picture(draw, number) for number in range(50)]
        made.codec_context.thread_count = 1  # the same bytes on every machine
        for frame in (*frames, None):
            target.mux(made.encode(frame))
    return out.getvalue()


def sound(made, draw, number):
    waves = 0.2 * np.sin(np.arange(number * 1024, number * 1024 + 1024) / 20) + 0.1 * draw.standard_normal(
        1024
    )
    kind = made.codec_context.format.name
    layout = made.codec_context.layout.name
    samples = np.stack([waves] if layout == "mono" else [waves, waves])
    whole = {
        "flt": samples.astype(np.float32),
        "u8": (samples * 120 + 128).astype(np.uint8),
        "s32": (samples * 2e9).astype(np.int32),
    }
    samples = whole.get(kind.rstrip("p"), (samples * 20000).astype(np.int16))
    frame = av.AudioFrame.from_ndarray(
        samples if kind.endswith("p") else samples.T.reshape(1, -1).copy(), format=kind, layout=layout
    )
    frame.sample_rate, frame.pts = 48000, number * 1024
    return frame


def picture(draw, number):
    pixels = draw.integers(0, 255, (12, 16, 3), np.uint8).repeat(10, 0).repeat(10, 1)
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuv420p")
    frame.pts = number
    return frame
