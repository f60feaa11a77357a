"""Writes the small ONNX networks of the tests and what torch itself gives for them.

    python3 -m venv env && env/bin/pip install torch onnx onnxscript numpy
    env/bin/python test/support/onnx/export.py

Random weights from a seed; beside each network `<name>.pixels` (uint8, [2, height, width, 3]) and `<name>.taps`
(float32, little-endian: the taps as maps [2, rows, columns, channels], one tap after the other).
"""

from pathlib import Path

import numpy
import onnx
import torch
from torch import nn

here = Path(__file__).parent
mean = torch.tensor([123.675, 116.28, 103.53]).view(1, 3, 1, 1)
deviation = torch.tensor([58.395, 57.12, 57.375]).view(1, 3, 1, 1)


class Residual(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1, groups=4, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.skip = nn.Conv2d(inputs, outputs, 1, stride)

    def forward(self, x):
        y = torch.relu(self.norm1(self.first(x)))
        return torch.relu(self.norm2(self.second(y)) + self.skip(x))


class Cnn(nn.Module):
    """A residual network with grouped convolutions; taps at strides 8 and 16, and a classifier beyond them."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 7, 2, 3)
        self.pool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = Residual(8, 12, 2)
        self.layer2 = Residual(12, 16, 2)
        self.classifier = nn.Linear(16, 10)

    def forward(self, x):
        early = self.layer1(self.pool(torch.relu(self.stem(x))))
        late = self.layer2(early)
        return self.classifier(late.mean((2, 3))), early, late


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = nn.MultiheadAttention(width, heads, batch_first=True)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        self.scale1 = nn.Parameter(torch.full((width,), 0.7))
        self.scale2 = nn.Parameter(torch.full((width,), 0.7))

    def forward(self, x):
        y = self.norm1(x)
        x = x + self.scale1 * self.attention(y, y, y, need_weights=False)[0]
        return x + self.scale2 * self.mlp(self.norm2(x))


class Vit(nn.Module):
    """The shape of DINOv2 with registers: patches of 14, class token, 4 registers, layer scale, norm at the end."""

    def __init__(self, side=56, width=24, depth=2, heads=3):
        super().__init__()
        self.patches = nn.Conv2d(3, width, 14, 14)
        self.token = nn.Parameter(torch.randn(1, 1, width))
        self.registers = nn.Parameter(torch.randn(1, 4, width))
        self.positions = nn.Parameter(torch.randn(1, 1 + (side // 14) ** 2, width))
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(x.shape[0], -1, -1), x], 1) + self.positions
        x = torch.cat([x[:, :1], self.registers.expand(x.shape[0], -1, -1), x[:, 1:]], 1)
        for block in self.blocks:
            x = block(x)
        return self.norm(x)


def lively(network):
    """Norms with moments of their own, so that leaving one out shows."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.3)
            module.running_var.uniform_(0.5, 2)
            module.weight.data.uniform_(0.5, 1.5)
            module.bias.data.normal_(0, 0.3)
    return network.eval()


def write(name, network, height, width, outputs, taps, dynamo):
    pixels = numpy.random.default_rng(5).integers(0, 256, (2, height, width, 3), dtype=numpy.uint8)
    scaled = (torch.from_numpy(pixels).permute(0, 3, 1, 2).float() - mean) / deviation
    file = here / f"{name}.onnx"
    batch = {"dynamic_shapes": ({0: torch.export.Dim("n")},)} if dynamo else {"dynamic_axes": {"x": {0: "n"}}}
    torch.onnx.export(network, (scaled,), str(file), input_names=["x"], output_names=outputs, dynamo=dynamo, **batch)
    plain = onnx.load(file)
    onnx.save(plain, file)
    file.with_suffix(".onnx.data").unlink(missing_ok=True)
    with torch.no_grad():
        maps = taps(network(scaled))
    (here / f"{name}.pixels").write_bytes(pixels.tobytes())
    (here / f"{name}.taps").write_bytes(b"".join(map.contiguous().numpy().astype("<f4").tobytes() for map in maps))
    print(name, file.stat().st_size, "bytes;", [tuple(map.shape) for map in maps])


torch.manual_seed(1)
last = lambda map: map.permute(0, 2, 3, 1)
write("cnn", lively(Cnn()), 64, 48, ["classes", "early", "late"], lambda y: [last(y[1]), last(y[2])], True)
write("vit", Vit().eval(), 56, 56, ["tokens"], lambda y: [y[:, 5:].reshape(2, 4, 4, -1)], False)
