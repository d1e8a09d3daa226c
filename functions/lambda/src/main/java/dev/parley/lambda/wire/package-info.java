/** JSON: how frames, bodies and answers of ours are read and written. */
package dev.parley.lambda.wire;
