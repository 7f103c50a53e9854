// Dear ImGui's backend, and what it asks of WebGL before it draws so that it can put it back: answered here,
// since nobody else draws in this context. A browser would wait for its graphics process to say it, at the
// first frame for all that this one is still preparing.
#include <GLES3/gl3.h>

namespace {

void known_integer(GLenum name, GLint* value) {
  switch (name) {
    case GL_MAJOR_VERSION: *value = 3; break;
    case GL_ACTIVE_TEXTURE: *value = GL_TEXTURE0; break;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA: *value = GL_FUNC_ADD; break;
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX: value[0] = value[1] = value[2] = value[3] = 0; break;
    default: *value = 0;
  }
}

GLboolean known_switch(GLenum /*name*/) { return GL_FALSE; }

/// The shaders are the backend's own, the same everywhere: whether they compiled need not be asked.
void known_status(GLuint /*of*/, GLenum name, GLint* value) {
  *value = name == GL_INFO_LOG_LENGTH ? 0 : GL_TRUE;
}

/// The layout of the backend's vertex shader: Position, UV, Color.
GLint known_attribute(GLuint /*of*/, const char* name) { return *name == 'P' ? 0 : *name == 'U' ? 1 : 2; }

/// Where a uniform is must be asked, but not before it is set: by then the program has long been linked.
struct Uniform {
  GLuint program = 0;
  const char* name = nullptr;
  GLint place = -1;
} uniforms[2];

GLint asked_later(GLuint program, const char* name) {
  const int one = *name == 'T' ? 0 : 1;
  uniforms[one] = {program, name};
  return one;
}

GLint place(GLint one) {
  Uniform& uniform = uniforms[one];
  if (uniform.place < 0) uniform.place = glGetUniformLocation(uniform.program, uniform.name);
  return uniform.place;
}

void set_number(GLint one, GLint value) { glUniform1i(place(one), value); }

void set_matrix(GLint one, GLsizei count, GLboolean transpose, const GLfloat* value) {
  glUniformMatrix4fv(place(one), count, transpose, value);
}

}  // namespace

#define glGetIntegerv known_integer
#define glIsEnabled known_switch
#define glGetShaderiv known_status
#define glGetProgramiv known_status
#define glGetAttribLocation known_attribute
#define glGetUniformLocation asked_later
#define glUniform1i set_number
#define glUniformMatrix4fv set_matrix
#include <backends/imgui_impl_opengl3.cpp>
