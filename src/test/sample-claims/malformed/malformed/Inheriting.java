package malformed;

import dev.assay.junit.Claim;

/** Its claim is its parent's. */
@Claim(id = "inheriting", statement = "Something is so.", source = "Somebody 2020")
class Inheriting extends Parent {}
