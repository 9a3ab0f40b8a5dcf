/** Tests of the documents: links lead somewhere, and what they quote is what is. */
@NullMarked
package dev.assay.docs;

import org.jspecify.annotations.NullMarked;
