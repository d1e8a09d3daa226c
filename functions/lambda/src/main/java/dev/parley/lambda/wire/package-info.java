/** JSON: how frames, bodies and answers are read and written. The only place that names Jackson. */
package dev.parley.lambda.wire;
