package malformed;

import dev.assay.junit.Finding;

/** Its claim is its parent's. */
@Finding(id = "inheriting", statement = "Something is so.", source = "Somebody 2020")
class Inheriting extends Parent {}
