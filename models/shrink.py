"""Makes the 8-bit file that the program loads out of the trained network: python models/shrink.py FULL.onnx OUT.onnx (needs onnx)."""

import sys
from pathlib import Path


def shrink(full: Path, small: Path) -> int:
    """Weights as 8-bit whole numbers, one scale a column; seven bits are used, so that processors without VNNI count alike. Bytes written."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    return small.stat().st_size


if __name__ == "__main__":
    print(shrink(Path(sys.argv[1]), Path(sys.argv[2])))
