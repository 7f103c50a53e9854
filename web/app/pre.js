// SDL looks its canvas up as "#canvas"; each instance answers with its own.
Module['preRun'] = [
  function () {
    specialHTMLTargets['#canvas'] = Module['canvas'];
  },
];
