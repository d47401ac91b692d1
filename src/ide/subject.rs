//! What stands under the cursor.
