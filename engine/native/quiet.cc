// Loads TensorFlow without its talk: while it initialises itself it tells about processors and devices on standard
// error, before any setting can stop it. Standard error goes nowhere for that moment; later only errors are logged.
#include <dlfcn.h>
#include <fcntl.h>
#include <node_api.h>
#include <unistd.h>

namespace {

constexpr char kSetMinLogLevel[] = "_ZN4absl12lts_2025081414SetMinLogLevelENS0_18LogSeverityAtLeastE";
constexpr int kError = 2;

void* OpenSilently(const char* library) {
  const int saved = dup(STDERR_FILENO);
  const int nowhere = open("/dev/null", O_WRONLY);
  if (saved >= 0 && nowhere >= 0) dup2(nowhere, STDERR_FILENO);
  void* opened = dlopen(library, RTLD_NOW);
  if (saved >= 0) {
    dup2(saved, STDERR_FILENO);
    close(saved);
  }
  if (nowhere >= 0) close(nowhere);
  return opened;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) napi_value napi_register_module_v1(napi_env env, napi_value exports) {
  if (!OpenSilently("libtensorflow_cc.so.2")) {
    napi_throw_error(env, nullptr, dlerror());
    return exports;
  }
  // A library whose logging is named otherwise only talks more.
  void* framework = dlopen("libtensorflow_framework.so.2", RTLD_NOW);
  if (void* found = framework ? dlsym(framework, kSetMinLogLevel) : nullptr) reinterpret_cast<void (*)(int)>(found)(kError);
  return exports;
}
