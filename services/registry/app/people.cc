#include "services/registry/app/people.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "common/base/status_macros.h"
#include "common/records/record_change.h"
#include "services/registry/domain/decide_person.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

// As records::RecordOne, with `keep(writer, position)` in the same transaction: what becomes of the
// personal data when the record gets its position.
template <class Decide, class Keep>
absl::StatusOr<Record<Person>> RecordPerson(LiveRegistry& live, const ChangeRequest& change,
                                            const Decide& decide, const Keep& keep) {
  Rows recorded;
  const auto require_within = [&](const Registry& registry) {
    return RequireRowsWithin(registry, recorded, change.reach);
  };
  const auto body = [&](Writer& writer, const feed::Head& head) -> absl::StatusOr<Rows> {
    COBUILD_ASSIGN_OR_RETURN(const auto outcome, writer.log().FindOutcome(change.request));
    if (outcome) {
      COBUILD_ASSIGN_OR_RETURN(recorded, writer.ReadRows(outcome->position - 1, outcome->position));
      COBUILD_RETURN_IF_ERROR(live.Read(require_within));
      return recorded;
    }
    COBUILD_ASSIGN_OR_RETURN(Record<Person> person, live.Read(decide));
    recorded = Rows{};
    recorded.records.push_back(records::Widen<AnyFacts>(std::move(person)));
    COBUILD_RETURN_IF_ERROR(live.Read(require_within));
    if (change.validate_only) return Rows{};
    COBUILD_RETURN_IF_ERROR(keep(writer, head.position + 1));
    COBUILD_RETURN_IF_ERROR(InsertAndPublish(writer, head, change, recorded));
    return recorded;
  };
  COBUILD_RETURN_IF_ERROR(live.Write(body));
  return records::Narrow<Person>(recorded.records.back());
}

absl::Status RequireWithin(const Registry& registry, const ChangeRequest& change,
                           const std::string& id) {
  return records::RequireWithin<Person>(registry, change.reach, id, kPersonNotFound);
}

absl::Status Insert(const PersonalDataSealer& sealer, Writer& writer, const std::string& id,
                    int64_t position, const PersonalData& data) {
  COBUILD_ASSIGN_OR_RETURN(const SealedPersonalData row, sealer.Seal(id, position, data));
  return writer.InsertPersonalData(row);
}

// Each record with what is known of it up to a position.
absl::StatusOr<std::vector<KnownPerson>> WithPersonalData(People& people,
                                                          const std::vector<Record<Person>>& known,
                                                          int64_t upto) {
  std::vector<std::string> ids;
  for (const Record<Person>& record : known) ids.push_back(record.id);
  COBUILD_ASSIGN_OR_RETURN(const auto rows, people.store.ReadPersonalData(ids, upto));
  std::map<std::string, PersonalData> opened;
  for (const SealedPersonalData& row : rows) {
    COBUILD_ASSIGN_OR_RETURN(opened[row.person_id], people.sealer.Open(row));
  }
  std::vector<KnownPerson> complete;
  for (const Record<Person>& record : known) {
    const auto data = opened.find(record.id);
    complete.push_back({record, std::nullopt});
    if (data != opened.end()) complete.back().personal_data = data->second;
  }
  return complete;
}

absl::StatusOr<KnownPerson> WithPersonalData(People& people, const Record<Person>& record,
                                             int64_t upto) {
  COBUILD_ASSIGN_OR_RETURN(const auto known, WithPersonalData(people, std::vector{record}, upto));
  return known.front();
}

base::Digest DigestOf(const PersonalDataSealer& sealer, std::string_view domain,
                      const std::string& target, const Person& facts, const PersonalData* data) {
  base::DigestBuilder digest(domain);
  digest.Add(records::DigestOf(domain, target, facts));
  if (data != nullptr) digest.Add(sealer.DigestOf(*data));
  return digest.Finish();
}

}  // namespace

absl::StatusOr<KnownPerson> CreatePerson(People& people, ChangeRequest change,
                                         const CreatePersonCommand& command) {
  change.request.digest = DigestOf(people.sealer, "registry.create_person.v1", command.id,
                                   command.facts, &command.personal_data);
  const std::string id = records::IdOr(command.id, change.now);
  COBUILD_ASSIGN_OR_RETURN(
      Record<Person> record,
      RecordPerson(
          people.live, change,
          [&](const Registry& registry) {
            return DecideCreatePerson(registry, change.reach, id, command.facts);
          },
          [&](Writer& writer, int64_t position) {
            return Insert(people.sealer, writer, id, position, command.personal_data);
          }));
  return KnownPerson{std::move(record), command.personal_data};
}

absl::StatusOr<KnownPerson> UpdatePerson(People& people, ChangeRequest change,
                                         const UpdatePersonCommand& command) {
  const PersonalData* data = command.personal_data ? &*command.personal_data : nullptr;
  change.request.digest = DigestOf(people.sealer, "registry.update_person.v1",
                                   command.id + "/" + command.etag, command.facts, data);
  const auto decide = [&](const Registry& registry) -> absl::StatusOr<Record<Person>> {
    COBUILD_RETURN_IF_ERROR(RequireWithin(registry, change, command.id));
    return DecideUpdatePerson(registry, change.reach, command.id, command.etag, command.facts);
  };
  const auto keep = [&](Writer& writer, int64_t position) {
    return data == nullptr ? absl::OkStatus()
                           : Insert(people.sealer, writer, command.id, position, *data);
  };
  COBUILD_ASSIGN_OR_RETURN(Record<Person> record, RecordPerson(people.live, change, decide, keep));
  if (data != nullptr) return KnownPerson{std::move(record), command.personal_data};
  const int64_t upto = record.position > 0 ? record.position : std::numeric_limits<int64_t>::max();
  return WithPersonalData(people, record, upto);
}

absl::StatusOr<KnownPerson> DeletePerson(People& people, ChangeRequest change,
                                         const records::VoidCommand& command) {
  change.request.digest = records::DigestOf("registry.delete_person.v1", command);
  const auto decide = [&](const Registry& registry) -> absl::StatusOr<Record<Person>> {
    COBUILD_RETURN_IF_ERROR(RequireWithin(registry, change, command.id));
    return DecideDeletePerson(registry, command.id, command.etag, command.reason);
  };
  const auto erase = [&](Writer& writer, int64_t) { return writer.ErasePersonalData(command.id); };
  COBUILD_ASSIGN_OR_RETURN(Record<Person> record, RecordPerson(people.live, change, decide, erase));
  return KnownPerson{std::move(record), std::nullopt};
}

bool IsWithin(const People& people, const Record<Person>& person, const scope::Reach& reach) {
  return people.live.Read(
      [&](const Registry& registry) { return records::IsSeen(registry, person, reach); });
}

absl::StatusOr<KnownPerson> GetPerson(People& people, const records::GetQuery& query) {
  COBUILD_ASSIGN_OR_RETURN(const Record<Person> record,
                           records::GetRecord<Person>(people.live, query, kPersonNotFound));
  return WithPersonalData(people, record, record.position);
}

absl::StatusOr<PeoplePage> ListPeople(People& people, const ListPeopleQuery& query) {
  PeoplePage result;
  COBUILD_ASSIGN_OR_RETURN(
      result.page, records::ListRecords<Person>(people.live, query.list, [&](const Person& facts) {
        const auto& refs = facts.external_refs;
        return (query.organization.empty() || facts.organization == query.organization) &&
               (!query.external_ref ||
                std::find(refs.begin(), refs.end(), *query.external_ref) != refs.end());
      }));
  COBUILD_ASSIGN_OR_RETURN(result.people,
                           WithPersonalData(people, result.page.records, result.page.position));
  return result;
}

}  // namespace cobuild::registry
