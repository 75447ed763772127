// Pooling over neighbours as one operation of TensorFlow, forward and transposed, on the CPU:
//
//   PinwisePool            n_i = sum_e w_e h_{indices[e]}   over the edges e of row i
//   PinwisePoolTransposed  h_s = sum over the edges e = (i, s) of w_e n_i
//
//   h (sources, d)   indptr int32 (rows + 1)   indices int32, weights float (edges)   n (rows, d)
//
// Threads split the rows of the first and the columns of the second, so that no two write the same place and every
// sum has one order: the result does not depend on how many threads there are.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <thread>
#include <vector>

#include "tensorflow/c/kernels.h"
#include "tensorflow/c/ops.h"

namespace {

// Below this many multiplications a thread costs more than it saves.
constexpr int64_t kWorkPerThread = 1 << 19;

template <typename Work>
void Split(int64_t count, int64_t work, const Work& run) {
  const int64_t cores = std::max(1u, std::thread::hardware_concurrency());
  const int64_t parts = std::max<int64_t>(1, std::min({cores, count, work / kWorkPerThread}));
  std::vector<std::thread> threads;
  for (int64_t part = 1; part < parts; part++) {
    threads.emplace_back([&, part] { run(count * part / parts, count * (part + 1) / parts); });
  }
  run(0, count / parts);
  for (std::thread& thread : threads) thread.join();
}

// The inputs of one call; freed with it.
struct Call {
  TF_OpKernelContext* context;
  TF_Status* status = TF_NewStatus();
  TF_Tensor* inputs[4] = {};

  explicit Call(TF_OpKernelContext* given) : context(given) {
    for (int i = 0; i < 4 && ok(); i++) TF_GetInput(context, i, &inputs[i], status);
  }
  ~Call() {
    if (!ok()) TF_OpKernelContext_Failure(context, status);
    for (TF_Tensor* input : inputs) {
      if (input) TF_DeleteTensor(input);
    }
    TF_DeleteStatus(status);
  }
  bool ok() const { return TF_GetCode(status) == TF_OK; }
  template <typename T>
  const T* data(int i) const {
    return static_cast<const T*>(TF_TensorData(inputs[i]));
  }
  int64_t length(int i) const { return TF_TensorElementCount(inputs[i]); }

  // The dense operand is a matrix, indptr ends at the edges, and every index lies in [0, sources).
  bool Check(int64_t sources) {
    if (TF_NumDims(inputs[0]) != 2 || length(1) < 1 || length(2) != length(3) || data<int32_t>(1)[0] != 0 ||
        data<int32_t>(1)[length(1) - 1] != length(2)) {
      TF_SetStatus(status, TF_INVALID_ARGUMENT, "these are no compressed sparse rows");
      return false;
    }
    const int32_t* indices = data<int32_t>(2);
    for (int64_t e = 0; e < length(2); e++) {
      if (indices[e] < 0 || indices[e] >= sources) {
        TF_SetStatus(status, TF_INVALID_ARGUMENT, "an index lies outside the dense operand");
        return false;
      }
    }
    const int32_t* indptr = data<int32_t>(1);
    for (int64_t row = 0; row + 1 < length(1); row++) {
      if (indptr[row] > indptr[row + 1]) {
        TF_SetStatus(status, TF_INVALID_ARGUMENT, "indptr descends");
        return false;
      }
    }
    return true;
  }
  float* Output(int64_t rows, int64_t width) {
    const int64_t dims[2] = {rows, width};
    TF_Tensor* output =
        TF_AllocateOutput(context, 0, TF_FLOAT, dims, 2, static_cast<size_t>(rows * width) * sizeof(float), status);
    if (!ok()) return nullptr;
    float* values = static_cast<float*>(TF_TensorData(output));
    if (rows * width > 0) std::memset(values, 0, static_cast<size_t>(rows * width) * sizeof(float));
    // The context keeps it.
    TF_DeleteTensor(output);
    return values;
  }
};

void Pool(void*, TF_OpKernelContext* context) {
  Call call(context);
  if (!call.ok() || !call.Check(TF_Dim(call.inputs[0], 0))) return;
  const int64_t width = TF_Dim(call.inputs[0], 1);
  const int64_t rows = call.length(1) - 1;
  float* out = call.Output(rows, width);
  if (!out) return;
  const float* dense = call.data<float>(0);
  const int32_t* indptr = call.data<int32_t>(1);
  const int32_t* indices = call.data<int32_t>(2);
  const float* weights = call.data<float>(3);
  Split(rows, call.length(2) * width, [&](int64_t from, int64_t to) {
    for (int64_t row = from; row < to; row++) {
      float* sum = out + row * width;
      for (int32_t e = indptr[row]; e < indptr[row + 1]; e++) {
        const float* source = dense + indices[e] * width;
        const float weight = weights[e];
        for (int64_t j = 0; j < width; j++) sum[j] += weight * source[j];
      }
    }
  });
}

void PoolTransposed(void* kernel, TF_OpKernelContext* context) {
  Call call(context);
  const int64_t sources = *static_cast<int64_t*>(kernel);
  if (!call.ok() || !call.Check(sources)) return;
  const int64_t width = TF_Dim(call.inputs[0], 1);
  const int64_t rows = call.length(1) - 1;
  if (TF_Dim(call.inputs[0], 0) != rows) {
    TF_SetStatus(call.status, TF_INVALID_ARGUMENT, "the gradient has not one row for each row of edges");
    return;
  }
  float* out = call.Output(sources, width);
  if (!out) return;
  const float* dense = call.data<float>(0);
  const int32_t* indptr = call.data<int32_t>(1);
  const int32_t* indices = call.data<int32_t>(2);
  const float* weights = call.data<float>(3);
  Split(width, call.length(2) * width, [&](int64_t from, int64_t to) {
    for (int64_t row = 0; row < rows; row++) {
      const float* source = dense + row * width;
      for (int32_t e = indptr[row]; e < indptr[row + 1]; e++) {
        float* sum = out + indices[e] * width;
        const float weight = weights[e];
        for (int64_t j = from; j < to; j++) sum[j] += weight * source[j];
      }
    }
  });
}

void* Create(TF_OpKernelConstruction* construction) {
  TF_Status* status = TF_NewStatus();
  int64_t* sources = new int64_t(0);
  TF_OpKernelConstruction_GetAttrInt64(construction, "sources", sources, status);
  if (TF_GetCode(status) != TF_OK) TF_OpKernelConstruction_Failure(construction, status);
  TF_DeleteStatus(status);
  return sources;
}

void Delete(void* kernel) { delete static_cast<int64_t*>(kernel); }

void AnyShape(TF_ShapeInferenceContext* context, TF_Status* status) {
  TF_ShapeInferenceContextSetUnknownShape(context, status);
}

void Define(const char* name, bool transposed) {
  TF_OpDefinitionBuilder* definition = TF_NewOpDefinitionBuilder(name);
  for (const char* input : {"dense: float", "indptr: int32", "indices: int32", "weights: float"}) {
    TF_OpDefinitionBuilderAddInput(definition, input);
  }
  TF_OpDefinitionBuilderAddOutput(definition, "pooled: float");
  if (transposed) TF_OpDefinitionBuilderAddAttr(definition, "sources: int");
  TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, AnyShape);
  TF_Status* status = TF_NewStatus();
  TF_RegisterOpDefinition(definition, status);
  TF_KernelBuilder* kernel = transposed ? TF_NewKernelBuilder(name, "CPU", Create, PoolTransposed, Delete)
                                        : TF_NewKernelBuilder(name, "CPU", nullptr, Pool, nullptr);
  TF_RegisterKernelBuilder(name, kernel, status);
  TF_DeleteStatus(status);
}

const bool defined = [] {
  Define("PinwisePool", false);
  Define("PinwisePoolTransposed", true);
  return true;
}();

}  // namespace
