"""A golden file by the reference implementation of safetensors, in hexadecimal.

  python test/golden/safetensors-file.py > test/golden/safetensors-file.json     needs NumPy and safetensors
"""
import json
import numpy as np
from safetensors.numpy import save

tensors = {
    "conv.0.Q.weight": np.array([[1.5, -2, 3], [0.25, 1e-7, -4e9]], np.float32),
    "conv.0.Q.bias": np.array([0.1, 0.2, 0.3], np.float32),
    "scalar": np.array(7, np.float32),
    "empty": np.zeros((0, 4), np.float32),
}
file = save(tensors, metadata={"preset": "pinsage"})
print(json.dumps({
    "file": file.hex(),
    "metadata": {"preset": "pinsage"},
    "tensors": {k: {"shape": list(v.shape), "values": [float(x) for x in v.ravel()]} for k, v in tensors.items()},
}, indent=1))
