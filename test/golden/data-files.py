"""Golden files by NumPy and PyArrow, in hexadecimal, for the readers of .npy and Parquet.

  python test/golden/data-files.py > test/golden/data-files.json     needs NumPy and PyArrow
"""
import io
import json
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


def npy(array, version=None):
    out = io.BytesIO()
    np.lib.format.write_array(out, np.asanyarray(array), version=version)
    return out.getvalue().hex()


a = np.arange(6).reshape(2, 3)
good = {
    "float32": (a - 2.5).astype(np.float32),
    "float64": (a / 7).astype(np.float64),
    "int32": (a - 3).astype(np.int32),
    "uint32": (a * 700000000).astype(np.uint32),
    "uint8": a.astype(np.uint8),
    "one dimension": np.array([1.5, 2.5], np.float32),
    "no rows": np.zeros((0, 4), np.float32),
    "scalar": np.array(7, np.float32),
}
bad = {
    "fortran": np.asfortranarray(a.astype(np.float32)),
    "big endian": a.astype(">f4"),
    "int64": a.astype(np.int64),
    "text": np.array(["ab", "c"]),
}
table = pa.table({
    "item": pa.array(["a", "b, \"c\"", "d\u00e9", "\U0001f600"]),
    "context": pa.array([1, 2, None, 9007199254740993], pa.int64()),
    "weight": pa.array([0.5, 1.25, 3, 4e-3], pa.float32()),
    "kept": pa.array([True, False, None, True]),
})


def parquet(**options):
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue().hex()


print(json.dumps({
    "npy": {k: {"file": npy(v), "shape": list(v.shape), "values": v.ravel().tolist()} for k, v in good.items()},
    "npy2": {"file": npy(good["float32"], (2, 0)), "shape": [2, 3], "values": good["float32"].ravel().tolist()},
    "bad": {k: npy(v) for k, v in bad.items()},
    "parquet": {
        "none": parquet(compression="none"),
        "snappy": parquet(compression="snappy", row_group_size=2),
        "gzip": parquet(compression="gzip", use_dictionary=False),
        "brotli": parquet(compression="brotli", data_page_version="2.0"),
    },
    "rows": [
        ["a", "1", "0.5", "true"],
        ["b, \"c\"", "2", "1.25", "false"],
        ["d\u00e9", "", "3", ""],
        ["\U0001f600", "9007199254740993", "0.004", "true"],
    ],
}, indent=1))
