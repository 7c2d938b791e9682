// Text that people typed: is it UTF-8, and how long is it to a reader.
#pragma once

#include <cstddef>
#include <string_view>

namespace cobuild::base {

// Well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
bool IsValidUtf8(std::string_view text);

// Code points in valid UTF-8.
size_t CodePoints(std::string_view text);

// True for a client-chosen id: ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$
bool IsResourceId(std::string_view text);

// True for exactly 12 ASCII digits, the form of every division code.
bool IsDivisionCode(std::string_view text);

}  // namespace cobuild::base
