/**
 * The one import of TensorFlow.js. The union package is needed: tfjs-core alone registers neither gradients nor
 * chained operations. Everything else in the engine takes `tf` and the tensor types from here.
 */
import tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';

export { tf };
export type { Tensor, Tensor1D, Tensor2D };
