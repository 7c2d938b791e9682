// What is personal about a person. It is stored encrypted (store/personal_data_sealer.h) and is in
// no record, so that no feed, outcome or log can have it.
#pragma once

#include <optional>
#include <string>

#include "common/base/time.h"

namespace cobuild::registry {

enum class Sex { kNotGiven, kMale, kFemale };

struct PersonalData {
  std::string display_name;
  Sex sex = Sex::kNotGiven;
  std::optional<base::Date> birth_date;
  std::string phone;      // or ""
  std::string id_number;  // or ""

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("display_name", self.display_name);
    visit("sex", self.sex);
    visit("birth_date", self.birth_date);
    visit("phone", self.phone);
    visit("id_number", self.id_number);
  }
  bool operator==(const PersonalData&) const = default;
};

// What anybody may see who may read people: the name's first character and the last four of phone
// and number, with * for each other; neither sex nor birth date. Of a phone or number of four or
// fewer nothing is shown.
PersonalData Masked(const PersonalData& data);

}  // namespace cobuild::registry
