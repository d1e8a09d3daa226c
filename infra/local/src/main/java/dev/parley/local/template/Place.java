package dev.parley.local.template;

/** Where in the template something stands: its full path and its line. */
record Place(String path, int line) {
  Place key(String name, int at) {
    return new Place(path.isEmpty() ? name : path + "." + name, at);
  }

  Place item(int index, int at) {
    return new Place(path + "[" + index + "]", at);
  }
}
