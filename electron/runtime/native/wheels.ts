/**
 * The wheels that TensorFlow's libraries are taken from, pinned by the sha256 that the registry publishes. Of a wheel
 * only the C and C++ libraries and their headers are used, so any Python may fetch the ones made for 3.11.
 */
import { cudaWheels } from './cuda-wheels.ts';

export interface Wheel {
  /** Name and version, as pip takes them. */
  requirement: string;
  sha256: string;
  /** Size of the download, for people. */
  mb?: number;
  /** What is unpacked: beginnings of the paths inside. */
  takes: string[];
}

export interface WheelSet {
  version: string;
  /** pip's names of the platform. */
  platforms: string[];
  wheels: Wheel[];
}

const version = '2.21.0';
const takes = [
  'tensorflow/libtensorflow_cc.so.2',
  'tensorflow/libtensorflow_framework.so.2',
  'tensorflow/THIRD_PARTY_NOTICES.txt',
  'tensorflow/include/tensorflow/c/',
  'tensorflow/include/tensorflow/core/common_runtime/next_pluggable_device/c/',
  'tensorflow/include/tensorflow/core/platform/',
  'tensorflow/include/tsl/platform/',
  'tensorflow/include/xla/tsl/',
];
const x64 = '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c';
const x64Cuda = '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124';
const arm64 = '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c';

/** The wheels for this kind of machine; undefined where none fit. */
export function wheelsFor(platform: string, arch: string, cuda: boolean): WheelSet | undefined {
  if (platform !== 'linux') return undefined;
  if (arch === 'arm64') {
    const tensorflow = { requirement: `tensorflow==${version}`, sha256: arm64, mb: 282, takes };
    return { version, platforms: ['manylinux_2_27_aarch64'], wheels: [tensorflow] };
  }
  if (arch !== 'x64') return undefined;
  const tensorflow = cuda
    ? { requirement: `tensorflow==${version}`, sha256: x64Cuda, mb: 572, takes }
    : { requirement: `tensorflow-cpu==${version}`, sha256: x64, mb: 274, takes };
  return {
    version,
    platforms: [
      'manylinux_2_27_x86_64',
      'manylinux2014_x86_64',
      'manylinux_2_17_x86_64',
      'manylinux1_x86_64',
    ],
    wheels: [tensorflow, ...(cuda ? cudaWheels : [])],
  };
}
